/** Family names per locale, the common ones first. */
import { JAPANESE_LAST_NAMES } from './japanese.ts';
import { words } from './words.ts';

const US = `Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen
King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez
Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz
Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray
Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell
Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Romero Jordan Patterson Alexander Hamilton Graham
Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina Aguilar Stevens Murray Ford Castro
Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Vargas Henry Chen Freeman Webb Tucker Guzman
Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer
Wagner Black Robertson Boyd Stone Salazar Fox Warren Mills Meyer Rice Schmidt Garza Daniels Ferguson Nichols Stephens Soto
Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins Arnold Pierce Hansen Peters Santos Hart Bradley Knight Elliott
Cunningham Duncan Armstrong Hudson Carroll Lane Riley Andrews Alvarado Ray Delgado Berry Perkins Hoffman Johnston Matthews
Pena Richards Contreras Willis Carpenter Lawrence Sandoval Guerrero George Chapman Rios Estrada Ortega Watkins Greene Nunez
Wheeler Valdez Harper Burke Larson Santiago Maldonado Morrison Franklin Carlson Austin Dominguez Carr Lawson Jacobs OBrien
Lynch Singh Vega Bishop Montgomery Oliver Jensen Harvey Williamson Gilbert Dean Sims Espinoza Howell Li Wong Reid Hanson Le
McCoy Garrett Burton Fuller Wang Weber Welch Rojas Lucas Marquez Fields Park Yang Little Banks Padilla Day Walsh Bowman
Schultz Luna Fowler Mejia Yoder Abernathy Ackerman Baxley Birdsong Blankenship Bosworth Brubaker Cartwright Castleberry
Culpepper Dillard Eubanks Fairbanks Goodnight Grissom Haverford Hollingsworth Isbell Kirkendall Lovelace Merriweather
Nordstrand Oglesby Pemberton Quackenbush Rutherford Satterfield Thackeray Underhill Vanderhoof Witherspoon Yarborough Zeller`;
const GB = `Smith Jones Taylor Williams Brown Davies Evans Wilson Thomas Roberts Johnson Lewis Walker Robinson Wood Thompson
White Watson Jackson Wright Green Harris Cooper King Lee Martin Clarke James Morgan Hughes Edwards Hill Moore Clark
Harrison Scott Young Morris Hall Ward Turner Carter Phillips Mitchell Patel Adams Campbell Anderson Allen Cook Bailey
Parker Miller Davis Murphy Price Bell Baker Griffiths Kelly Simpson Marshall Collins Bennett Cox Richardson Fox Gray Rose
Chapman Hunt Robertson Shaw Reynolds Lloyd Ellis Richards Russell Wilkinson Khan Graham Stewart Reid Murray Powell Palmer
Holmes Rogers Stevens Walsh Hunter Thomson Matthews Ross Owen Mason Knight Kennedy Butler Saunders Cole Pearce Dean Foster
Harvey Hudson Gibson Mills Berry Barnes Pearson Kaur Booth Dixon Grant Gordon Lane Harper Ali Hart Mcdonald Brooks Carr
Macdonald Hamilton Johnston West Webb Armstrong Andrews Stone Jenkins Perry Burton Lawrence Payne Spencer Ford Ryan Dunn
Nicholson Oliver Atkinson Begum Hussain Barker Ahmed Cunningham Fisher Elliott Fletcher Bradley Arnold Hawkins Day Burns
Wells Chambers Bird Warren Francis Osborne Fuller Bishop Sutton Woods Holland Lawson Riley Gilbert Watkins Newman Parsons
Carpenter Higgins Hewitt Barrett Gallagher Page Lowe Walton Dawson Bates Hopkins Dobson Ferguson Greenwood Naylor Sharp
Yates Bartlett Bryant Stephenson Kirk Preston Hobbs Ashworth Ainsworth Arkwright Bancroft Birtwistle Blenkinsop Braithwaite
Bracegirdle Butterworth Cholmondeley Clutterbuck Coldwell Crowther Dalrymple Entwistle Fairclough Fazackerley Featherstone
Garside Greenhalgh Haddow Hargreaves Heptonstall Holroyd Ingleby Jessop Kershaw Ketteridge Lillywhite Longbottom Lumley
MacLeod McAllister McCrae Micklethwaite Murgatroyd Oakeshott Ogilvie Ormerod Pilkington Postlethwaite Ramsbottom Rawlinson
Rowbotham Satterthwaite Shuttleworth Skelton Sugden Sutcliffe Tattersall Thistlethwaite Threlfall Trelawney Tremayne
Wadsworth Warburton Weatherall Whitaker Widdowson Winterbottom Wolstenholme Wrigglesworth Abercrombie Beauchamp Carmichael`;
const DE = `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid
Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel
Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter
Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte
Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Ernst Lindner Hübner
Kramer Jansen Hansen Wenzel Arndt Beckmann Heinze Nowak Dietz Ritter Fiedler Kern Petersen Nagel Barth Böttcher Brinkmann
Kruse Kirchner Ott Reuter Götz Wilhelm Marx Riedel Gebhardt Bock Thiel Kurz Ahrens Schilling Hein Kaufmann Jacob Berg
Schütz Wirth Hermann Rudolph Kunze Förster Paul Schrader Bachmann Wegner Krieg Eberhardt Pfaff Nickel Seifert Bender Fritz
Gerlach Ebert Metzger Heller Wiese Brückner Stahl Ulrich Dörr Knoll Ehlers Hagen Lutz Wendt Preuß Steiner Eckert Rieger
Mohr Reimann Bühler Scherer Rose Opitz Fröhlich Blum Hesse Körner Zeller Burkhardt Moser Stumpf Rath Kessler Noll Sander
Kolb Behrens Bayer Geiger Urban Pieper Krebs Strauß Siebert Westermann Ackermann Achterberg Altmaier Baumgärtner
Birkenfeld Blankenburg Breitenbach Clausnitzer Dahlhausen Degenhardt Diekmann Drosselmeyer Eichendorff Eulenburg
Finkenstein Flügge Gärtner Grünewald Habermann Hagedorn Heidenreich Hirschfeld Hölscher Jürgens Kleinschmidt Klöckner
Knickenberg Kortenkamp Landgräber Löwenstein Lüdenscheid Mährlein Meinhardt Mönkemeyer Niederberger Oberländer Ostendorf
Pfannenstiel Plötz Quandt Rabenhorst Reifenhäuser Rosenkranz Rübsamen Sägebrecht Schüttler Steinmetz Störmer Süßkind
Tiefensee Trautwein Uhlenbrock Vollmöller Wackernagel Weißenborn Wüstenhagen Zschoche Zumbrägel von_Bülow von_der_Heide`;
const FR = `Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand
Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier
Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis
Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard
Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois
Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis
Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault
Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Le_Gall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel
Cousin Germain Breton Besson Langlois Rémy Le_Goff Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger
Jacob Monnier Michaud Rodriguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Bouchet Gay Lemaître Bénard
Maréchal Humbert Reynaud Antoine Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte
de_La_Tour d'Estaing du_Plessis Beauregard Châtelain Crépin Delacroix Désiré Fauchère Guérineau Hérault Jouvenel Kermarrec Lécuyer
Montgolfier Quémener Rochebrune Saint-Amand Tréguier Vaucanson Vergnaud Villeneuve Bellanger Courtois Dauvergne Ferrand Grandjean`;
const ES = `García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz
Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado
Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto Méndez Cruz Calvo Gallego
Vidal León Márquez Herrera Peña Flores Cabrera Campos Vega Fuentes Carrasco Díez Reyes Caballero Nieto Aguilar Pascual Santana Herrero
Lorenzo Montero Hidalgo Giménez Ibáñez Ferrer Durán Santiago Benítez Mora Vicente Vargas Arias Carmona Crespo Román Pastor Soto Sáez
Velasco Moya Soler Parra Esteban Bravo Gallardo Rojas Pardo Merino Franco Espinosa Izquierdo Lara Rivas Silva Rivera Casado Arroyo
Redondo Camacho Rey Vera Otero Luque Galán Montes Ríos Sierra Segura Carrillo Marcos Martí Soriano Mendoza Bernal Robles Vila Valero
Palacios Exposito Benito Andrés Varela Pereira Macías Guerra Heredia Bueno Roldán Mateo Villar Contreras Miranda Guillén Mateos Escudero
Aguilera Casas Menéndez Aparicio Rivero Estévez Beltrán Padilla Gracia Calderón Abad Rico Salas Conde Quintana Jurado Plaza Acosta Aranda
Urrutia Etxeberria Zubizarreta Goikoetxea Arrizabalaga Puigdevall Casademont Vilanova Bastarrica Cifuentes Lafuente Villalobos Zamorano`;

export const LAST_NAMES = {
  US: words(US),
  GB: words(GB),
  DE: words(DE),
  FR: words(FR),
  ES: words(ES),
  JP: [...JAPANESE_LAST_NAMES.keys()],
};
