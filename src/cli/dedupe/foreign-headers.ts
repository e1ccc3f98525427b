import type { GoldenType } from '../../core/model/entity.ts';
import { fieldsByWord, type HeaderWords } from './header-words.ts';

/**
 * Headers in other languages than English, by the field that they name: letters and digits only, lower case, without
 * accents. Only words that mean one thing, by the type of the file; for those that other columns explain, see
 * `header-context.ts`.
 */
const WORDS: HeaderWords = {
  both: {
    email:
      'emailadresse mailadresse epost epostadresse courriel adressemail adresseemail correo correoelectronico indirizzoemail emailadres',
    phone:
      'telefon telefonnummer telefonnr rufnummer festnetz telephone telefono telefone telefoon telefoonnummer puhelin telefoni',
    street:
      'strasse strassehausnummer anschrift adresse rue voie direccion calle indirizzo endereco rua adres straat gata adress ulica',
    street_number: 'hausnummer hausnr numerocivico huisnummer',
    city: 'stadt ort wohnort ville commune ciudad localidad poblacion citta comune cidade stad plaats woonplaats postort miasto',
    postal_code: 'plz postleitzahl codepostal codigopostal codicepostale cep postcode postnummer kodpocztowy',
    state: 'bundesland kanton provincia',
    country: 'land staat pays pais paese kraj',
  },
  account: {
    name: 'firma firmenname unternehmen unternehmensname nom nomentreprise entreprise societe raisonsociale empresa nombre nombreempresa razonsocial azienda nomeazienda ragionesociale denominazione nome bedrijf bedrijfsnaam naam foretag foretagsnamn nazwa',
    website: 'webseite internetseite siteweb siteinternet sitioweb paginaweb sitoweb',
    vat_id:
      'ustid ustidnr umsatzsteuerid numerotva ntva tva tvaintracommunautaire ntvaintracommunautaire numerotvaintracommunautaire partitaiva btwnummer',
    company_number: 'handelsregisternummer siren numerosiren nsiren kvknummer orgnr organisationsnummer',
  },
  contact: {
    first_name: 'vorname prenom voornaam fornamn fornavn imie',
    last_name:
      'nachname familienname zuname nomdefamille apellido apellidos cognome sobrenome achternaam efternamn etternavn nazwisko',
    mobile: 'mobil mobiltelefon handy handynummer portable movil celular cellulare mobiel',
    date_of_birth:
      'geburtsdatum geburtstag datedenaissance fechadenacimiento datadinascita datadenascimento geboortedatum',
    company: 'firma unternehmen entreprise societe empresa azienda bedrijf',
    gender: 'geschlecht sexe sexo sesso geslacht',
  },
};

const FIELDS = fieldsByWord(WORDS);

/** The field that a header of another language names; undefined when none is known. */
export function foreignField(header: string, type: GoldenType): string | undefined {
  return FIELDS[type].get(foreignWord(header));
}

/** A header as the words are written here. */
export function foreignWord(header: string): string {
  const plain = header.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replaceAll('ø', 'o');
  return plain.replace(/[^a-z0-9]/g, '');
}
