/** What company names are made of: invented stems, adjectives, nouns, and what the company does in its language. */
import { words } from './words.ts';

export const STEM_HEADS =
  words(`Nova Vel Cor Tri Al Syn Omni Lum Ver Cal Bri Dex Fen Gal Hel Ion Jun Kel Lor Mar Nex Or Pra
Quo Ral Sel Tor Ultra Vor Wex Xen Yar Zen Aer Bel Cyr Dor Eth Fal Gra Hydro Inter Kry Lith Meri Neo Opt Pyr Ren Sol Terra
Umbra Vin Xylo Zeph Arc Bor Crest Del Ever Flex`);
export const STEM_TAILS =
  words(`tek tara dyne lux mark nor ria via sys vance tron dia lis met cor ven dane plex wave form line
gard quest mere sten vale cast ford wick rex vion zar nix tis dora thera phon scope`);
export const ADJECTIVES =
  words(`Blue Red Silver Golden Green Bright Clear Grand Prime Royal Swift Steady Northern Southern
Eastern Western Pacific Atlantic Coastal Summit Pioneer Liberty Heritage Premier Sterling Crystal Granite Copper Iron
Emerald Sapphire Crimson Ivory Amber Harbour Highland Lowland Riverside Lakeside Meadow Valley Prairie Canyon Alpine`);
export const NOUNS =
  words(`Bridge Stone Field Ridge Peak Harbor Anchor Compass Falcon Eagle Heron Otter Fox Bear Oak Elm Cedar
Willow Maple Birch River Lake Bay Cove Point Gate Tower Castle Forge Mill Wheel Spire Arch Keystone Lantern Beacon Star
Crown Shield Arrow Hammer Anvil Barrel Loom Quill Ledger Orchard Harvest Meadow Brook`);

/** `Trade` words differ between the companies of one group, so each row is one branch of business. */
export type Trade = {
  industry: string;
  hubspot: string;
  english: readonly string[];
  german: readonly string[];
};

const trade = (industry: string, hubspot: string, english: string, german: string): Trade => ({
  industry,
  hubspot,
  english: words(english),
  german: words(german),
});

/** `industry` as Salesforce lists it, `hubspot` as HubSpot's enumeration spells it. */
export const TRADES: readonly Trade[] = [
  trade(
    'Manufacturing',
    'MACHINERY',
    'Manufacturing Machinery Precision_Engineering Tooling',
    'Maschinenbau Präzisionstechnik Werkzeugbau Anlagenbau',
  ),
  trade(
    'Transportation',
    'LOGISTICS_AND_SUPPLY_CHAIN',
    'Logistics Freight Transport Haulage',
    'Logistik Spedition Transporte',
  ),
  trade(
    'Construction',
    'CONSTRUCTION',
    'Construction Builders Contracting Roofing',
    'Bau Bauunternehmung Hochbau Dachtechnik',
  ),
  trade(
    'Technology',
    'COMPUTER_SOFTWARE',
    'Software Systems Data_Solutions Technologies',
    'Software Systemhaus Datentechnik',
  ),
  trade(
    'Healthcare',
    'HOSPITAL_HEALTH_CARE',
    'Dental Medical_Supplies Health_Care Clinics',
    'Medizintechnik Dentallabor Praxisbedarf',
  ),
  trade(
    'Food & Beverage',
    'FOOD_PRODUCTION',
    'Foods Bakery Brewing Catering',
    'Feinkost Bäckerei Brauerei Catering',
  ),
  trade('Retail', 'RETAIL', 'Furniture Outfitters Stores Home_Centre', 'Möbelhaus Modehaus Fachmarkt'),
  trade(
    'Engineering',
    'CIVIL_ENGINEERING',
    'Engineering Surveyors Structural_Design',
    'Ingenieure Vermessung Tragwerksplanung',
  ),
  trade(
    'Finance',
    'FINANCIAL_SERVICES',
    'Capital Financial_Services Leasing',
    'Finanzdienste Leasing Vermögensverwaltung',
  ),
  trade('Insurance', 'INSURANCE', 'Insurance_Brokers Risk_Services', 'Versicherungsmakler Risikoberatung'),
  trade(
    'Consulting',
    'MANAGEMENT_CONSULTING',
    'Consulting Advisory Associates',
    'Beratung Unternehmensberatung',
  ),
  trade(
    'Energy',
    'RENEWABLES_ENVIRONMENT',
    'Energy Solar Wind_Power',
    'Energietechnik Solartechnik Windkraft',
  ),
  trade('Utilities', 'UTILITIES', 'Water_Services Utilities', 'Stadtwerke Versorgungstechnik'),
  trade('Chemicals', 'CHEMICALS', 'Chemicals Coatings Adhesives', 'Chemie Lacke Klebstoffe'),
  trade(
    'Electronics',
    'ELECTRICAL_ELECTRONIC_MANUFACTURING',
    'Electronics Controls Sensors',
    'Elektronik Steuerungstechnik Sensorik',
  ),
  trade('Hospitality', 'HOSPITALITY', 'Hotels Leisure Event_Venues', 'Hotelbetriebe Gastronomie'),
  trade('Education', 'EDUCATION_MANAGEMENT', 'Learning Training_Academy', 'Akademie Bildungswerk'),
  trade('Agriculture', 'FARMING', 'Farms Seeds Agricultural_Supplies', 'Landhandel Saatgut Agrartechnik'),
  trade('Apparel', 'APPAREL_FASHION', 'Textiles Workwear', 'Textil Berufskleidung'),
  trade('Environmental', 'ENVIRONMENTAL_SERVICES', 'Recycling Waste_Services', 'Recycling Entsorgung'),
  trade('Media', 'MEDIA_PRODUCTION', 'Media Studios Publishing', 'Medien Verlag'),
  trade('Telecommunications', 'TELECOMMUNICATIONS', 'Telecom Networks', 'Telekommunikation Netzwerktechnik'),
  trade('Biotechnology', 'BIOTECHNOLOGY', 'Biosciences Laboratories', 'Biotech Laborbedarf'),
  trade('Shipping', 'MARITIME', 'Marine Shipping', 'Reederei Schiffstechnik'),
];

/** What outlets of a chain sell; a chain's outlets are separate companies under one name. */
export const CHAIN_WORDS =
  words(`Burgers Pizza Coffee Fitness Tyres Print_Shop Cleaning Tutoring Optics Car_Wash Bakery Gym
Pet_Care Hair Realty Travel Florist Hearing Physio Storage`);
