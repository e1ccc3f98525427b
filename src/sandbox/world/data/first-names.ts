/** Given names per locale and gender, the common ones first. */
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

export type Gender = 'm' | 'f';

export const FIRST_NAMES: {
  readonly [C in 'US' | 'GB' | 'DE']: Readonly<Record<Gender, readonly string[]>>;
} = {
  US: { m: words(ENGLISH_MEN), f: words(ENGLISH_WOMEN) },
  GB: { m: words(ENGLISH_MEN).toReversed(), f: words(ENGLISH_WOMEN).toReversed() },
  DE: { m: words(GERMAN_MEN), f: words(GERMAN_WOMEN) },
};
