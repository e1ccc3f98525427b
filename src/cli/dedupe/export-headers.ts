import type { GoldenType } from '../../core/model/entity.ts';
import { fieldsByWord, type HeaderWords } from './header-words.ts';

/**
 * Headers of exports by other programs than Salesforce and HubSpot, by the field that they name: letters and digits only,
 * lower case. Pipedrive, Zoho, Xero, Sage, DATEV, Dynamics, Google and Outlook; a word must mean one thing in all of them.
 */
const WORDS: HeaderWords = {
  both: {
    emails: 'secondaryemail email2address email3address',
    address_1: 'poaddressline1 addressstreet1 address1street1',
    address_2: 'poaddressline2 addressstreet2 address1street2',
    city: 'pocity addresstown address1city businesscity',
    state: 'poregion addresscounty address1region address1stateprovince businessstate',
    postal_code: 'popostalcode addresspostcode address1postalcode address1zippostalcode businesspostalcode',
    country: 'pocountry address1country address1countryregion businesscountry businesscountryregion',
    street: 'billingaddress address1street businessstreet',
    phone: 'mainphone ddinumber',
  },
  account: {
    id: 'organizationid accountreference donotmodifyaccount',
    name: 'customername nameadressattypunternehmen',
    street: 'organizationaddress',
    postal_code: 'billingcode',
    phone: 'organizationphone',
    website: 'organizationwebsite',
    vat_id: 'taxnumber vatregistrationnumber euustid',
  },
  contact: {
    id: 'personid donotmodifycontact',
    name: 'personname',
    first_name: 'personfirstname vornameadressattypnaturlperson',
    last_name: 'personlastname nameadressattypnaturlperson',
    company: 'personorganization personorganisation organizationname organization1name',
    title: 'organizationtitle organization1title',
    email: 'personemail personemailwork personemailhome personemailother email1value email2value email3value',
    phone: 'personphone personphonework personphonehome personphoneother phone1value phone2value phone3value',
    mobile: 'personphonemobile mobilenumber',
    street: 'mailingaddress',
    postal_code: 'mailingzip mailingcode',
  },
};

const FIELDS = fieldsByWord(WORDS);

/** The field that a header of another program's export names, as a plain word; undefined when none is known. */
export function exportField(word: string, type: GoldenType): string | undefined {
  return FIELDS[type].get(word);
}
