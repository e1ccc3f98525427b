/**
 * The sObjects of the sandbox org. Types, lengths and writability follow the Object Reference (v67/68); fields that
 * no part of this project reads are left out. The Goldenrod fields are born with the org.
 */
import type { ObjectSpec } from './field-spec.ts';
import { type ObjectTable, parseObject } from './parse-object.ts';

const SYSTEM = `
  Id               id
  IsDeleted        boolean readonly
  CreatedDate      datetime readonly
  CreatedById      reference(User:CreatedBy) readonly
  LastModifiedDate datetime readonly
  LastModifiedById reference(User:LastModifiedBy) readonly
  SystemModstamp   datetime readonly
`;

const GOLDENROD = `
  Goldenrod_Id__c               string(64) external
  Goldenrod_Key__c              string(255) unique external
  Goldenrod_Clv__c              currency(18,2)
  Goldenrod_Trend__c            string(255)
  Goldenrod_Churn_Risk__c       double(18,6)
  Goldenrod_Health__c           double(18,4)
  Goldenrod_Health_Band__c      string(40)
  Goldenrod_Tier__c             string(40)
  Goldenrod_Reasons__c          textarea(32768)
  Goldenrod_Scored_On__c        date
  Goldenrod_Sla_Status__c       picklist(on_track|due_soon|breached|paused|met|missed) restricted
  Goldenrod_Sla_Next_Due__c     datetime
  Goldenrod_Sla_Next_Metric__c  string(80)
  Goldenrod_Sla_Breaches_90d__c double(18,0)
  Goldenrod_Sla_Reason__c       textarea(4000)
`;

function address(prefix: string): string {
  return `
    ${prefix}Street     textarea(255)
    ${prefix}City       string(40)
    ${prefix}State      string(80)
    ${prefix}PostalCode string(20)
    ${prefix}Country    string(80)
    ${prefix}Latitude   double(18,15)
    ${prefix}Longitude  double(18,15)
    ${prefix}Address    address
  `;
}

const LEAD_SOURCES = 'Web|Phone Inquiry|Partner Referral|Purchased List|Other';

const TABLES: readonly ObjectTable[] = [
  {
    name: 'Account',
    labelPlural: 'Accounts',
    keyPrefix: '001',
    mergeable: true,
    fields: `${SYSTEM}
      MasterRecordId    reference(Account:MasterRecord) readonly
      Name              string(255) required
      Type              picklist(Prospect|Customer - Direct|Customer - Channel|Channel Partner / Reseller|Installation Partner|Technology Partner|Other)
      ParentId          reference(Account:Parent)
      ${address('Billing')}
      ${address('Shipping')}
      Phone             phone(40)
      Fax               phone(40)
      AccountNumber     string(40)
      Website           url(255)
      Sic               string(20)
      Industry          picklist(Agriculture|Apparel|Banking|Biotechnology|Chemicals|Communications|Construction|Consulting|Education|Electronics|Energy|Engineering|Entertainment|Environmental|Finance|Food & Beverage|Government|Healthcare|Hospitality|Insurance|Machinery|Manufacturing|Media|Not For Profit|Recreation|Retail|Shipping|Technology|Telecommunications|Transportation|Utilities|Other)
      AnnualRevenue     currency(18,0)
      NumberOfEmployees int
      Ownership         picklist(Public|Private|Subsidiary|Other)
      TickerSymbol      string(20)
      Description       textarea(32000)
      Rating            picklist(Hot|Warm|Cold)
      Site              string(80)
      OwnerId           reference(User:Owner)
      AccountSource     picklist(${LEAD_SOURCES})
      DunsNumber        string(9)
      Tradestyle        string(255)
      NaicsCode         string(8)
      YearStarted       string(4)
      LastActivityDate  date readonly
      Vat_Id__c         string(40)
      Lei__c            string(20)
      Company_Number__c string(40)
      Legal_Name__c     string(255)
      Email__c          email
      ${GOLDENROD}`,
  },
  {
    name: 'Contact',
    labelPlural: 'Contacts',
    keyPrefix: '003',
    mergeable: true,
    fields: `${SYSTEM}
      MasterRecordId   reference(Contact:MasterRecord) readonly
      AccountId        reference(Account:Account)
      LastName         string(80) required
      FirstName        string(40)
      MiddleName       string(40)
      Suffix           string(40)
      Salutation       picklist(Mr.|Ms.|Mrs.|Dr.|Prof.|Mx.)
      Name             string(121) readonly
      ${address('Mailing')}
      ${address('Other')}
      Phone            phone(40)
      Fax              phone(40)
      MobilePhone      phone(40)
      HomePhone        phone(40)
      OtherPhone       phone(40)
      ReportsToId      reference(Contact:ReportsTo)
      Email            email(80)
      Title            string(128)
      Department       string(80)
      AssistantName    string(40)
      LeadSource       picklist(${LEAD_SOURCES})
      Birthdate        date
      Description      textarea(32000)
      OwnerId          reference(User:Owner)
      HasOptedOutOfEmail boolean
      DoNotCall        boolean
      LastActivityDate date readonly
      LinkedIn__c      url(255)
      Gender__c        string(20)
      ${GOLDENROD}`,
  },
  {
    name: 'Lead',
    labelPlural: 'Leads',
    keyPrefix: '00Q',
    mergeable: true,
    fields: `${SYSTEM}
      MasterRecordId     reference(Lead:MasterRecord) readonly
      LastName           string(80) required
      FirstName          string(40)
      Name               string(121) readonly
      Title              string(128)
      Company            string(255) required
      Street             textarea(255)
      City               string(40)
      State              string(80)
      PostalCode         string(20)
      Country            string(80)
      Phone              phone(40)
      MobilePhone        phone(40)
      Email              email(80)
      Website            url(255)
      Industry           string(80)
      Status             picklist(Open - Not Contacted|Working - Contacted|Closed - Converted|Closed - Not Converted)
      LeadSource         picklist(${LEAD_SOURCES})
      OwnerId            reference(User:Owner)
      IsConverted        boolean readonly
      ConvertedDate      date readonly
      ConvertedAccountId reference(Account:ConvertedAccount) readonly
      ConvertedContactId reference(Contact:ConvertedContact) readonly
      ConvertedOpportunityId reference(Opportunity:ConvertedOpportunity) readonly
      Goldenrod_Key__c   string(255) unique external`,
  },
  {
    name: 'Opportunity',
    labelPlural: 'Opportunities',
    keyPrefix: '006',
    fields: `${SYSTEM}
      AccountId        reference(Account:Account)
      ContactId        reference(Contact:Contact)
      Name             string(120) required
      Description      textarea(32000)
      StageName        picklist(Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers|Perception Analysis|Proposal/Price Quote|Negotiation/Review|Closed Won|Closed Lost) required
      Amount           currency(18,2)
      Probability      percent(3,0)
      CloseDate        date required
      CurrencyIsoCode  string(3)
      Type             picklist(Existing Customer - Upgrade|Existing Customer - Replacement|Existing Customer - Downgrade|New Customer)
      NextStep         string(255)
      LeadSource       picklist(${LEAD_SOURCES})
      IsClosed         boolean readonly
      IsWon            boolean readonly
      ForecastCategory string(40) readonly
      OwnerId          reference(User:Owner)
      Goldenrod_Key__c string(255) unique external`,
  },
  {
    name: 'Case',
    labelPlural: 'Cases',
    keyPrefix: '500',
    fields: `${SYSTEM}
      MasterRecordId  reference(Case:MasterRecord) readonly
      CaseNumber      string(30) readonly
      ContactId       reference(Contact:Contact)
      AccountId       reference(Account:Account)
      ParentId        reference(Case:Parent)
      SuppliedName    string(80)
      SuppliedEmail   email(80)
      SuppliedPhone   string(40)
      SuppliedCompany string(80)
      Type            picklist(Mechanical|Electrical|Electronic|Structural|Other)
      Status          picklist(New|Working|Open|In Progress|Waiting on Customer|Waiting on Third Party|On Hold|Escalated|Closed)
      Reason          picklist(Installation|Equipment Complexity|Performance|Breakdown|Equipment Design|Feedback|Other)
      Origin          picklist(Phone|Email|Web|Chat)
      Subject         string(255)
      Priority        picklist(Urgent|Critical|High|Medium|Low)
      Description     textarea(32000)
      IsClosed        boolean readonly
      ClosedDate      datetime readonly
      IsEscalated     boolean
      OwnerId         reference(User:Owner)
      ContactEmail    email readonly
      ContactPhone    phone readonly
      Comments        textarea(4000)
      IsStopped       boolean
      SlaStartDate    datetime
      ${GOLDENROD}`,
  },
  {
    name: 'CaseHistory',
    labelPlural: 'Case Histories',
    keyPrefix: '017',
    createable: false,
    hasSystemModstamp: false,
    fields: `
      Id          id
      IsDeleted   boolean readonly
      CaseId      reference(Case:Case) readonly
      CreatedById reference(User:CreatedBy) readonly
      CreatedDate datetime readonly
      Field       picklist readonly
      DataType    picklist readonly
      OldValue    string(255) readonly
      NewValue    string(255) readonly`,
  },
  {
    name: 'CaseComment',
    labelPlural: 'Case Comments',
    keyPrefix: '00a',
    fields: `${SYSTEM}
      ParentId    reference(Case:Parent) required createonly
      IsPublished boolean
      CommentBody textarea(4000)
      CreatorName string(121) readonly`,
  },
  {
    name: 'EmailMessage',
    labelPlural: 'Email Messages',
    keyPrefix: '02s',
    fields: `${SYSTEM}
      ParentId          reference(Case:Parent) createonly
      ActivityId        reference(Task:Activity) createonly
      TextBody          textarea(131072)
      HtmlBody          textarea(131072)
      Headers           textarea(32000)
      Subject           string(3000)
      FromName          string(1000)
      FromAddress       email(1000)
      ToAddress         string(4000)
      CcAddress         string(4000)
      BccAddress        string(4000)
      Incoming          boolean
      HasAttachment     boolean readonly
      Status            picklist(0|1|2|3|4|5) required
      MessageDate       datetime
      MessageIdentifier string(765)
      ThreadIdentifier  string(765)
      IsExternallyVisible boolean
      RelatedToId       reference(Account,Case,Opportunity:RelatedTo)
      IsAutomated       boolean`,
  },
  {
    name: 'Task',
    labelPlural: 'Tasks',
    keyPrefix: '00T',
    fields: `${SYSTEM}
      WhoId             reference(Contact,Lead:Who)
      WhatId            reference(Account,Opportunity,Case:What)
      AccountId         reference(Account:Account) readonly
      Subject           combobox(Call|Email|Send Letter|Send Quote|Other)
      ActivityDate      date
      Status            picklist(Not Started|In Progress|Completed|Waiting on someone else|Deferred)
      Priority          picklist(High|Normal|Low)
      IsHighPriority    boolean readonly
      OwnerId           reference(User:Owner)
      Description       textarea(32000)
      Type              picklist(Call|Email|Meeting|Other)
      IsClosed          boolean readonly
      IsArchived        boolean readonly
      IsReminderSet     boolean
      ReminderDateTime  datetime
      CompletedDateTime datetime readonly
      TaskSubtype       picklist(Task|Email|Call|List Email|Cadence) createonly
      Goldenrod_Id__c   string(64) external
      Goldenrod_Key__c  string(255) unique external`,
  },
  {
    name: 'User',
    labelPlural: 'Users',
    keyPrefix: '005',
    fields: `
      Id               id
      Username         string(80) required
      LastName         string(80) required
      FirstName        string(40)
      Name             string(121) readonly
      Email            email(128) required
      Alias            string(8)
      Title            string(80)
      Department       string(80)
      Phone            phone(40)
      City             string(40)
      Country          string(80)
      IsActive         boolean
      TimeZoneSidKey   string(40)
      LocaleSidKey     string(40)
      LanguageLocaleKey string(40)
      EmailEncodingKey string(40)
      UserType         picklist(Standard|Guest|CsnOnly|AutomatedProcess) readonly
      ManagerId        reference(User:Manager)
      ProfileId        string(18)
      CreatedDate      datetime readonly
      CreatedById      reference(User:CreatedBy) readonly
      LastModifiedDate datetime readonly
      LastModifiedById reference(User:LastModifiedBy) readonly
      SystemModstamp   datetime readonly`,
  },
  {
    name: 'Organization',
    labelPlural: 'Organizations',
    keyPrefix: '00D',
    createable: false,
    fields: `
      Id               id
      Name             string(80)
      OrganizationType string(40) readonly
      InstanceName     string(5) readonly
      IsSandbox        boolean readonly
      TimeZoneSidKey   string(40)
      LanguageLocaleKey string(40)
      CreatedDate      datetime readonly
      CreatedById      reference(User:CreatedBy) readonly
      LastModifiedDate datetime readonly
      LastModifiedById reference(User:LastModifiedBy) readonly
      SystemModstamp   datetime readonly`,
  },
  {
    name: 'CaseStatus',
    labelPlural: 'Case Status Value',
    keyPrefix: '01J',
    createable: false,
    fields: `
      Id             id
      MasterLabel    string(255) readonly
      ApiName        string(255) readonly
      SortOrder      int readonly
      IsDefault      boolean readonly
      IsClosed       boolean readonly
      CreatedDate    datetime readonly
      SystemModstamp datetime readonly`,
  },
];

export const OBJECTS: ReadonlyMap<string, ObjectSpec> = new Map(
  TABLES.map((table) => [table.name.toLowerCase(), parseObject(table)]),
);

/** By name in any case, as the API accepts it. */
export function objectNamed(name: string): ObjectSpec | undefined {
  return OBJECTS.get(name.toLowerCase());
}
