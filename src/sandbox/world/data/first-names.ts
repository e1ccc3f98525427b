/** Given names per locale and gender, the common ones first. */
import { JAPANESE_FIRST_NAMES } from './japanese.ts';
import { words } from './words.ts';

const ENGLISH_MEN = `James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony
Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary
Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Frank Patrick Raymond Jack
Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Noah Ethan Jeremy Walter Christian Keith Roger
Terry Austin Sean Gerald Carl Harold Dylan Arthur Lawrence Jordan Jesse Bryan Lawson Bruce Gabriel Logan Alan Juan Wayne
Roy Ralph Randy Eugene Vincent Russell Elijah Louis Bobby Philip Johnny Bradley Marcus Theodore Curtis Howard Fred Albert
Craig Leonard Melvin Clarence Francis Warren Preston Graham Malcolm Duncan Desmond Clifford Hugh Rupert Nigel Alistair`;
const ENGLISH_WOMEN = `Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Betty Margaret Sandra
Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia Kathleen Amy
Shirley Angela Helen Anna Brenda Pamela Nicole Emma Samantha Katherine Christine Debra Rachel Catherine Carolyn Janet Ruth
Maria Heather Diane Virginia Julie Joyce Victoria Olivia Kelly Christina Lauren Joan Evelyn Judith Megan Cheryl Andrea
Hannah Martha Jacqueline Frances Gloria Ann Teresa Kathryn Sara Janice Jean Alice Madison Doris Abigail Julia Judy Grace
Denise Amber Marilyn Beverly Danielle Theresa Sophia Marie Diana Brittany Natalie Isabella Charlotte Rose Alexis Kayla
Fiona Gillian Imogen Harriet Beatrice Philippa Rosalind Eleanor Josephine Felicity Winifred Marjorie Lorraine Yvonne`;
const GERMAN_MEN = `Thomas Michael Andreas Peter Stefan Christian Wolfgang Klaus Jürgen Uwe Matthias Frank Markus Bernd Jörg Martin
Alexander Heinz Manfred Dieter Rainer Ralf Werner Torsten Holger Jens Günter Horst Helmut Dirk Karl Sebastian Jan Daniel
Tobias Florian Oliver Norbert Gerhard Hans Karsten Volker Robert Johannes Marco Sven Kai Felix Philipp Lukas Maximilian
Jonas Leon Paul Moritz Simon Benedikt Fabian Dominik Patrick Marcel Dennis Lars Björn Nils Heiko Ingo Olaf Detlef Hartmut
Siegfried Friedrich Wilhelm Ernst Otto Georg Josef Franz Anton Ludwig Rudolf Konrad Ulrich Burkhard Joachim Eberhard
Hans-Peter Karl-Heinz Hans-Jürgen Klaus-Dieter Jan-Philipp Hans-Georg Ernst-August Götz Henning Hauke Malte Thorben Arne
Gregor Valentin Raphael Julius Emil Theodor Erwin Lothar Reinhard Roland Winfried Egon Edgar Armin Falk Carsten Clemens`;
const GERMAN_WOMEN = `Ursula Monika Petra Sabine Renate Elisabeth Karin Helga Brigitte Susanne Andrea Claudia Birgit Stefanie Martina
Gabriele Angelika Heike Barbara Ingrid Christine Maria Katharina Silke Nicole Anja Sandra Julia Kerstin Anna Christina
Melanie Tanja Katrin Ute Sonja Jutta Simone Marion Silvia Ulrike Cornelia Bettina Daniela Manuela Heidi Elke Gisela Inge
Erika Margarete Hannelore Gertrud Irmgard Edith Ilse Waltraud Lena Laura Lisa Sarah Vanessa Jana Johanna Charlotte Sophie
Marlene Franziska Theresa Magdalena Annika Svenja Maren Wiebke Antje Imke Frauke Friederike Henriette Luise Mathilde
Anne-Marie Anna-Lena Eva-Maria Marie-Luise Ann-Kathrin Käthe Dörte Bärbel Jördis Änne Carola Regina Sigrid Doris Astrid
Beate Dagmar Evelyn Gudrun Hildegard Iris Judith Kirsten Lydia Miriam Nadine Nina Pia Rebecca Ruth Saskia Tina Vera`;
const FRENCH_MEN = `Jean Pierre Michel Philippe Alain Nicolas Christophe Patrick Christian Daniel Bernard Frédéric Laurent Stéphane
Éric Thierry David Sébastien Julien Olivier Pascal Thomas Gérard Jacques Alexandre Dominique Didier Franck Bruno Marc Guillaume
Antoine Maxime François Vincent Romain Jérôme Benjamin Mathieu Hugo Lucas Théo Clément Jean-Pierre Jean-Luc Jean-Claude Jean-Marc
Jean-François Jean-Baptiste Pierre-Yves Paul Louis André René Gilles Hervé Joël Loïc Yann Gaël Rémi Cédric Fabien Arnaud Benoît
Grégory Ludovic Mickaël Xavier Yves Roger Raphaël Étienne Gaspard Léo Noé Tristan Aurélien Baptiste Émile Eugène Côme`;
const FRENCH_WOMEN = `Marie Nathalie Isabelle Sylvie Catherine Françoise Martine Christine Monique Valérie Sandrine Céline Sophie Julie
Véronique Stéphanie Aurélie Émilie Laetitia Virginie Caroline Camille Pauline Hélène Anne Claire Brigitte Dominique Delphine
Florence Chantal Corinne Patricia Laurence Élodie Léa Manon Chloé Inès Mathilde Marie-Claire Anne-Sophie Marie-Christine Anne-Laure
Marie-Thérèse Marie-Laure Agnès Béatrice Cécile Élise Gaëlle Geneviève Joëlle Juliette Lucie Margaux Noémie Océane Odile Régine
Solène Thérèse Yvette Zoé Amélie Angélique Bénédicte Clémence Édith Estelle Fabienne Jeanne Josiane Mélanie Muriel Perrine`;
const SPANISH_MEN = `Antonio Manuel José Francisco David Juan Javier Daniel José_Antonio Francisco_Javier José_Luis Carlos Jesús Alejandro
Miguel Rafael Pablo Pedro Ángel Sergio José_Manuel Fernando Jorge Luis Alberto Juan_Carlos Álvaro Diego Adrián Raúl Enrique Ramón
Vicente Iván Rubén Óscar Andrés Joaquín Santiago Eduardo Víctor Roberto Mario Jaime Ignacio Alfonso Salvador Ricardo Marcos Jordi
Emilio Julián Guillermo Gabriel Tomás Agustín Gonzalo Hugo Martín Xavier Gregorio Domingo Sebastián Juan_José Miguel_Ángel Íñigo
Nicolás Félix Joan Iker Aitor Unai Cristian Samuel Lorenzo Esteban Mateo Isaac Germán Fermín Borja Rodrigo Nuño Benito`;
const SPANISH_WOMEN = `María_Carmen María Carmen Ana_María Josefa Laura María_Pilar Isabel Cristina Marta María_Dolores Lucía Ana María_José
María_Teresa Sara Elena Paula Raquel Manuela Pilar Rosa Beatriz Mercedes Silvia Rosario Patricia Julia Andrea Rocío Alba Mónica
Montserrat María_Ángeles Encarnación Alicia Ángela Irene Sandra Marina Teresa Concepción Sonia Natalia Yolanda Margarita Susana Eva
Claudia Inmaculada Lorena Nuria Verónica Esther Noelia Ángeles Amparo Carla Carolina Inés Sofía Míriam Victoria Begoña Leire Aitana
Celia Gloria Lidia Rebeca Catalina Nerea Remedios Aurora Consuelo Ainhoa Emilia Fátima Amaia Guadalupe Purificación Blanca Estrella`;

export type Gender = 'm' | 'f';

export const FIRST_NAMES: {
  readonly [C in 'US' | 'GB' | 'DE' | 'FR' | 'ES' | 'JP']: Readonly<Record<Gender, readonly string[]>>;
} = {
  US: { m: words(ENGLISH_MEN), f: words(ENGLISH_WOMEN) },
  GB: { m: words(ENGLISH_MEN).toReversed(), f: words(ENGLISH_WOMEN).toReversed() },
  DE: { m: words(GERMAN_MEN), f: words(GERMAN_WOMEN) },
  FR: { m: words(FRENCH_MEN), f: words(FRENCH_WOMEN) },
  ES: { m: words(SPANISH_MEN), f: words(SPANISH_WOMEN) },
  JP: { m: [...JAPANESE_FIRST_NAMES.m.keys()], f: [...JAPANESE_FIRST_NAMES.f.keys()] },
};
