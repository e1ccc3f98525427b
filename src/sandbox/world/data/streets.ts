/** Street names per locale, kind of street included. */
import { JAPANESE_TOWNS } from './japanese.ts';
import { words } from './words.ts';

const US_NAMES = `Main Oak Maple Cedar Pine Elm Washington Lake Hill Walnut Spring North Ridge Church Willow Mill Sunset Railroad
Jefferson Center Highland Forest Jackson River Meadow Lincoln Chestnut Franklin Dogwood Hickory Laurel Woodland Adams
Jackson_Hole Madison Park Cherry Locust Birch Sycamore Magnolia Poplar Cottonwood Juniper Commerce Industrial Market Liberty
Union Prospect Pleasant Valley Grove Orchard Summit Canyon Mesa Harbor Beacon Clinton Monroe Harrison Grant Sherman Lee
Houston Crockett Bowie Lamar Travis Peachtree Piedmont Riverside Lakeview Fairview Greenwood Edgewood Brookside Hillcrest
Stonebridge Foxglove Bluebonnet Sagebrush Mockingbird Cardinal Falcon Eagle Heron Quarry Foundry Depot Wharf Canal Turnpike
Technology Innovation Enterprise Corporate Executive Research University College Airport Legacy Heritage Pioneer Frontier
Colonial Revere Hancock Concord Lexington Bunker Ferry Bridge Tower Gateway Parkway Crossing Kensington Windsor Carlisle
Delancey Bleecker Wabash LaSalle Halsted Ashland Cermak Kedzie Pulaski Torrence Burnham Dearborn Larkspur Redwood Sequoia`;
const US_KINDS = words('Street Avenue Boulevard Drive Road Lane Court Way Place Parkway');
const GB_NAMES = `High Station Church Park Victoria Green Manor Kings Queens New Grange Chester York School Mill London Springfield
George Windsor Albert Stanley Alexandra Broadway Richmond Highfield North South West East Warren Orchard Ashley Castle Priory
Abbey Bridge Market Mount Water Union Chapel Clifton Cromwell Wellington Nelson Trafalgar Waterloo Balmoral Sandringham
Churchill Gladstone Kingsway Meadow Poplar Willow Elm Beech Chestnut Hawthorn Rowan Holly Hazel Lime Sycamore Oakfield
Woodland Brook River Spring Canal Wharf Quay Dock Harbour Foundry Forge Tanner Weaver Cutler Fuller Cooper Saddler Brewer
Mason Carter Ropewalk Bell Crown Swan Rose Red_Lion White_Hart Greyfriars Blackfriars Whitefriars St_Mary's St_John's
St_Peter's St_James's St_Andrew's St_George's Bishop's Deansgate Briggate Kirkgate Micklegate Stonegate Northgate Southgate
Eastgate Westgate Moorgate Portland Cavendish Devonshire Bedford Russell Grosvenor Berkeley Montague Hanover Regent Belgrave`;
const GB_KINDS = words('Street Road Lane Avenue Close Way Court Terrace Place Gardens');
const DE_NAMES = `Hauptstraße Bahnhofstraße Gartenstraße Schulstraße Dorfstraße Bergstraße Birkenweg Lindenstraße Kirchstraße Waldstraße
Ringstraße Amselweg Schillerstraße Goethestraße Wiesenweg Jahnstraße Buchenweg Finkenweg Ahornweg Rosenstraße Blumenstraße
Industriestraße Gewerbestraße Daimlerstraße Siemensstraße Robert-Bosch-Straße Benzstraße Dieselstraße Ottostraße
Carl-Zeiss-Straße Max-Planck-Straße Röntgenstraße Liebigstraße Humboldtstraße Lessingstraße Mozartstraße Beethovenstraße
Bachstraße Brahmsstraße Wagnerstraße Kantstraße Hegelstraße Friedrichstraße Wilhelmstraße Königstraße Kaiserstraße
Bismarckstraße Moltkestraße Marktplatz Marktstraße Rathausplatz Schlossstraße Burgstraße Turmstraße Torstraße Wallstraße
Grabenstraße Brunnenstraße Mühlenstraße Mühlweg Bachweg Uferstraße Hafenstraße Kanalstraße Brückenstraße Eisenbahnstraße
Am_Bahnhof Am_Markt Am_Stadtpark Am_Wasserturm Am_Sportplatz Im_Winkel Im_Grund Auf_der_Höhe An_der_Mühle Zum_Sportplatz
Tannenweg Eichenweg Fichtenweg Kiefernweg Erlenweg Eschenweg Ulmenweg Kastanienallee Lindenallee Pappelallee Platanenallee
Feldstraße Heideweg Moorweg Sonnenstraße Sternstraße Mittelstraße Querstraße Lange_Straße Breite_Straße Neue_Straße
Alte_Landstraße Nordstraße Südstraße Oststraße Weststraße Münchener_Straße Berliner_Straße Hamburger_Straße Kölner_Straße
Frankfurter_Straße Stuttgarter_Straße Leipziger_Straße Dresdner_Straße Ulmer_Straße Nürnberger_Straße Hannoversche_Straße
Ludwigstraße Maximilianstraße Luisenstraße Augustastraße Karlstraße Georgstraße Heinrichstraße Ernst-Abbe-Straße
Konrad-Zuse-Straße Justus-von-Liebig-Straße Werner-von-Siemens-Straße Ferdinand-Porsche-Straße Gutenbergstraße`;
const FR_NAMES = `de_la_République Victor_Hugo Jean_Jaurès du_Général_de_Gaulle Pasteur de_la_Gare de_l'Église des_Écoles de_la_Liberté
Gambetta Émile_Zola Jules_Ferry Voltaire de_Verdun du_Maréchal_Foch Saint-Michel Saint-Jacques de_la_Paix des_Lilas des_Acacias
de_l'Industrie du_Commerce des_Artisans de_la_Fontaine du_Moulin du_Château des_Peupliers de_Paris de_Lyon Molière Lamartine Carnot
Jean_Moulin Pierre_Curie Marie_Curie Ampère Lavoisier Gutenberg Denis_Papin Nationale Principale du_8_Mai_1945 du_11_Novembre des_Vignes
de_la_Mairie du_Port des_Forges des_Tanneurs du_Faubourg Racine Diderot Descartes Montaigne Rabelais Gustave_Eiffel Louis_Blanc
de_Bretagne de_Normandie d'Alsace de_Strasbourg du_Stade de_la_Forêt des_Roses du_Lavoir du_Four_à_Chaux de_la_Croix_Blanche`;
const FR_KINDS = words('rue rue rue avenue boulevard place chemin route impasse allée quai');
const ES_NAMES = `Mayor Real Nueva Cervantes Goya Velázquez Alcalá Serrano Gran_Vía de_la_Constitución de_España de_Andalucía de_la_Paz
del_Sol de_la_Iglesia San_José San_Juan San_Francisco Santa_Ana del_Carmen Colón Cristóbal_Colón Miguel_de_Unamuno Antonio_Machado
Federico_García_Lorca Ramón_y_Cajal Pablo_Picasso Doctor_Fleming Isaac_Peral Juan_XXIII Príncipe_de_Vergara Fuencarral de_la_Estación
del_Puerto de_la_Industria de_la_Fuente del_Molino de_los_Olivos de_las_Flores del_Pilar Aragón Valencia Castilla Galicia de_Cataluña
Diagonal Meridiana Balmes Muntaner Aribau de_Gracia de_Recoletos de_la_Castellana Menéndez_Pelayo Pérez_Galdós Concepción_Arenal
Blasco_Ibáñez Reyes_Católicos Hernán_Cortés Pizarro Magallanes Severo_Ochoa Torres_Quevedo Alameda Ancha Larga del_Río de_la_Muralla`;
const ES_KINDS = words('Calle Calle Calle Avenida Plaza Paseo Carretera Ronda Camino');

/** Kind first, as Romance languages have it. */
function combineLeading(kinds: readonly string[], names: readonly string[]): readonly string[] {
  return names.flatMap((name, i) => [0, 4].map((step) => `${kinds[(i + step) % kinds.length]} ${name}`));
}

function combine(names: readonly string[], kinds: readonly string[]): readonly string[] {
  return names.flatMap((name, i) => [0, 3, 7].map((step) => `${name} ${kinds[(i + step) % kinds.length]}`));
}

export const STREETS = {
  US: combine(words(US_NAMES), US_KINDS),
  GB: combine(words(GB_NAMES), GB_KINDS),
  DE: words(DE_NAMES),
  FR: combineLeading(FR_KINDS, words(FR_NAMES)),
  ES: combineLeading(ES_KINDS, words(ES_NAMES)),
  JP: [...JAPANESE_TOWNS.keys()],
};
