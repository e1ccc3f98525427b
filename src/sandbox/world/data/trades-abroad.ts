/** What companies do, in French, Spanish and Japanese (Latin spelling of a word in japanese.ts), by industry. */
import { words } from './words.ts';

export type TradeWordsAbroad = Readonly<Record<'FR' | 'ES' | 'JP', readonly string[]>>;

const row = (fr: string, es: string, jp: string): TradeWordsAbroad => ({
  FR: words(fr),
  ES: words(es),
  JP: words(jp),
});

export const TRADES_ABROAD: Readonly<Record<string, TradeWordsAbroad>> = {
  Manufacturing: row(
    'Mécanique Chaudronnerie Outillage',
    'Maquinaria Mecanizados Utillajes',
    'Seisakusho Seiki Kogyo Tekkojo',
  ),
  Transportation: row(
    'Transports Logistique Messagerie',
    'Transportes Logística Mudanzas',
    "Un'yu Butsuryu Soko",
  ),
  Construction: row(
    'Bâtiment Constructions Toitures',
    'Construcciones Obras Tejados',
    'Kensetsu Komuten Doboku',
  ),
  Technology: row(
    'Informatique Logiciels Réseaux',
    'Informática Sistemas Software',
    'Soft Johosystem Densan',
  ),
  Healthcare: row(
    'Santé Matériel_Médical Dentaire',
    'Salud Suministros_Médicos Clínica_Dental',
    'Iryoki Shikashokai',
  ),
  'Food & Beverage': row(
    'Boulangerie Traiteur Brasserie',
    'Alimentación Panadería Conservas',
    'Shokuhin Seika Shuzo',
  ),
  Retail: row('Meubles Distribution Quincaillerie', 'Muebles Almacenes Ferretería', 'Shoten Hyakkaten Kagu'),
  Engineering: row('Ingénierie Géomètres Études', 'Ingeniería Topografía Proyectos', 'Sekkei Sokuryo'),
  Finance: row('Finance Patrimoine Crédit', 'Finanzas Inversiones Crédito', "Kin'yu Shintaku"),
  Insurance: row('Assurances Courtage', 'Seguros Correduría', 'Hoken'),
  Consulting: row('Conseil Expertise', 'Consultoría Asesores', 'Soken Consul'),
  Energy: row('Énergie Solaire Éolien', 'Energía Solar Eólica', 'Denryoku Taiyoko'),
  Utilities: row('Eaux Assainissement', 'Aguas Saneamiento', 'Suido Setsubi'),
  Chemicals: row('Chimie Peintures', 'Química Pinturas', 'Kagaku Toryo'),
  Electronics: row('Électronique Automatismes', 'Electrónica Automatismos', 'Denki Denshi'),
  Hospitality: row('Hôtellerie Restauration', 'Hoteles Hostelería', 'Ryokan Kanko'),
  Education: row('Formation École', 'Formación Academia', 'Gakuen Kyoikusha'),
  Agriculture: row('Semences Pépinières Vignobles', 'Semillas Viveros Bodegas', 'Noen Shubyo'),
  Apparel: row('Textiles Confection', 'Textiles Confecciones', "Sen'i Iryo"),
  Environmental: row('Recyclage Environnement', 'Reciclajes Medio_Ambiente', 'Kankyo Seiso'),
  Media: row('Éditions Imprimerie', 'Ediciones Imprenta', 'Shuppan Insatsu'),
  Telecommunications: row('Télécom', 'Telecomunicaciones', 'Tsushin'),
  Biotechnology: row('Laboratoires Biotech', 'Laboratorios Biotecnología', 'Seiyaku Shiyaku'),
  Shipping: row('Maritime Chantiers_Navals', 'Naviera Astilleros', 'Kaiun Zosen'),
};
