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
const FRENCH = `Directeur_général|DG Directeur_financier|DAF Responsable_achats|Acheteur Directeur_commercial|Dir._commercial
Responsable_informatique|DSI Chef_de_projet|Resp._projet Assistante_de_direction|Assistante Comptable|Comptabilité Gérant|Gérante
Responsable_qualité|Qualité Directeur_d'usine|Dir._usine Responsable_logistique|Logistique Directrice_des_ressources_humaines|DRH
Président|PDG Responsable_maintenance|Maintenance Ingénieur|Ingénieur_d'études Responsable_marketing|Marketing Associé|Fondateur`;
const SPANISH = `Director_general|CEO Director_financiero|CFO Jefe_de_compras|Compras Director_comercial|Dtor._Comercial
Responsable_de_informática|Resp._IT Jefe_de_proyecto|PM Secretaria_de_dirección|Secretaria Contable|Contabilidad Gerente|Gte.
Responsable_de_calidad|Calidad Jefe_de_taller|Taller Responsable_de_logística|Logística Directora_de_recursos_humanos|RR._HH.
Administrador|Admor. Jefe_de_mantenimiento|Mantenimiento Ingeniero|Ingeniería Responsable_de_marketing|Marketing Socio|Fundador`;
const JAPANESE = `代表取締役社長|President 代表取締役|Representative_Director 取締役|Director 営業部長|Sales_Manager 総務部長|General_Affairs_Manager
経理課長|Accounting_Manager 購買課長|Purchasing_Manager 工場長|Plant_Manager 技術部長|Engineering_Manager 情報システム部|IT_Department
主任|Supervisor 係長|Section_Chief 品質管理課|Quality_Control 人事部長|HR_Manager 企画室|Planning_Office 担当者|Staff`;

const table = (text: string): readonly (readonly [string, string])[] =>
  words(text).map((entry) => {
    const [title = '', short = title] = entry.split('|');
    return [title, short];
  });

export const JOB_TITLES = {
  US: table(ENGLISH),
  GB: table(ENGLISH),
  DE: table(GERMAN),
  FR: table(FRENCH),
  ES: table(SPANISH),
  JP: table(JAPANESE),
};
