/** Job titles per language, each with another way of writing it. */
import { words } from './words.ts';

const ENGLISH = `Chief_Executive_Officer|CEO Chief_Financial_Officer|CFO Chief_Technology_Officer|CTO Managing_Director|MD
Vice_President_of_Sales|VP_Sales Head_of_Procurement|Procurement_Lead Purchasing_Manager|Buyer Operations_Manager|Ops_Manager
Office_Manager|Office_Mgr. Sales_Manager|Sales_Mgr IT_Manager|IT_Mgr. Marketing_Manager|Marketing_Mgr Accounts_Payable|AP_Clerk
Human_Resources_Director|HR_Director Quality_Manager|QA_Manager Plant_Manager|Works_Manager Facilities_Manager|Facilities
Supply_Chain_Director|Supply_Chain Warehouse_Supervisor|Warehouse Executive_Assistant|EA Project_Manager|PM
Service_Manager|Service_Mgr Financial_Controller|Controller Product_Manager|Product Software_Engineer|Developer
Research_Director|R&D Founder|Owner Partner|Senior_Partner Engineer|Senior_Engineer Legal_Counsel|Counsel`;
const GERMAN = `Geschäftsführer|GF Einkaufsleiter|Leiter_Einkauf Vertriebsleiter|Leiter_Vertrieb Leiter_IT|IT-Leiter
Kaufmännischer_Leiter|Kfm._Leiter Werksleiter|Betriebsleiter Produktionsleiter|Leiter_Produktion Personalleiter|Leiter_HR
Buchhaltung|Buchhalter Projektleiter|Projektmanager Assistenz_der_Geschäftsführung|Assistenz_GF Qualitätsmanager|QM
Logistikleiter|Leiter_Logistik Sachbearbeiter_Einkauf|Einkauf Prokurist|ppa. Technischer_Leiter|CTO Inhaber|Eigentümer
Konstrukteur|Entwicklung Marketingleiter|Leiter_Marketing Controller|Controlling Kundendienstleiter|Leiter_Service
Sicherheitsbeauftragter|SiBe Lagerleiter|Leiter_Lager Disponent|Disposition Vorstand|Mitglied_des_Vorstands`;

const table = (text: string): readonly (readonly [string, string])[] =>
  words(text).map((entry) => {
    const [title = '', short = title] = entry.split('|');
    return [title, short];
  });

export const JOB_TITLES = { US: table(ENGLISH), GB: table(ENGLISH), DE: table(GERMAN) };
