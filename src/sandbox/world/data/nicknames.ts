/** What people are called instead of their given name; both spellings stand for the same person. */
import { words } from './words.ts';

const TABLE = `Robert:Bob,Rob,Bobby William:Bill,Will,Billy Richard:Rick,Dick,Rich James:Jim,Jimmy,Jamie John:Jack,Johnny
Michael:Mike,Mick Thomas:Tom,Tommy Charles:Charlie,Chuck Christopher:Chris,Kit Daniel:Dan,Danny Matthew:Matt
Anthony:Tony Donald:Don,Donnie Steven:Steve Stephen:Steve Andrew:Andy,Drew Joshua:Josh Kenneth:Ken,Kenny Kevin:Kev
Edward:Ed,Ted,Eddie Timothy:Tim Ronald:Ron Jeffrey:Jeff Jacob:Jake Nicholas:Nick Jonathan:Jon Lawrence:Larry
Benjamin:Ben Samuel:Sam Gregory:Greg Alexander:Alex,Sandy Frank:Frankie Patrick:Pat,Paddy Raymond:Ray Gerald:Gerry
Walter:Walt Zachary:Zach Nathan:Nate Henry:Harry,Hank Douglas:Doug Peter:Pete Arthur:Art Philip:Phil Theodore:Ted,Theo
Vincent:Vince Leonard:Len Albert:Al,Bert Frederick:Fred David:Dave,Davy Joseph:Joe,Joey Bradley:Brad Clifford:Cliff
Elizabeth:Liz,Beth,Betty Margaret:Maggie,Peggy,Meg Katherine:Kate,Kathy,Katie Catherine:Cathy,Kate Kathleen:Kathy
Kathryn:Kathy Patricia:Pat,Trish,Patty Jennifer:Jen,Jenny Susan:Sue,Susie Jessica:Jess Deborah:Debbie,Deb Debra:Debbie
Barbara:Barb Rebecca:Becky,Becca Stephanie:Steph Christine:Chris,Tina Christina:Tina,Chris Samantha:Sam Victoria:Vicky
Pamela:Pam Amanda:Mandy Melissa:Mel Kimberly:Kim Jacqueline:Jackie Cynthia:Cindy Sandra:Sandy Teresa:Terri Theresa:Terri
Abigail:Abby Judith:Judy Josephine:Jo Eleanor:Ellie,Nell Philippa:Pippa Harriet:Hattie Beatrice:Bea Gillian:Gill
Danielle:Dani Madison:Maddie Virginia:Ginny Angela:Angie Alistair:Al
Andreas:Andi Stefan:Steff Wolfgang:Wolf Matthias:Matze Johannes:Hannes,Jo Maximilian:Max Sebastian:Basti Tobias:Tobi
Florian:Flo Philipp:Phil Benedikt:Ben Friedrich:Fritz Wilhelm:Willi Josef:Sepp Joachim:Jochen,Achim Ulrich:Uli
Günter:Günther Hans-Peter:Hans_Peter,HP,Hans Karl-Heinz:Karlheinz,Kalle,Karl_Heinz Hans-Jürgen:Hajo,Hans_Jürgen
Klaus-Dieter:Klaus,Klaus_Dieter Jan-Philipp:Jan,Jan_Philipp Hans-Georg:Hans,Hans_Georg Ernst-August:Ernst
Torsten:Thorsten Karsten:Carsten Jörg:Joerg Ralf:Ralph Klaus:Claus Dieter:Didi Manfred:Manni Reinhard:Hardy
Gabriele:Gabi Katharina:Kathi,Katrin Elisabeth:Lisa,Elli Susanne:Susi Stefanie:Steffi Christina:Tina Angelika:Geli
Ursula:Uschi,Ulla Brigitte:Gitte Margarete:Grete Magdalena:Lena Franziska:Franzi Johanna:Hanna Charlotte:Lotte
Friederike:Rike Anne-Marie:Annemarie Anna-Lena:Annalena,Anna_Lena Eva-Maria:Eva,Eva_Maria Marie-Luise:Marlies
Ann-Kathrin:Annkathrin Hannelore:Hanne Manuela:Manu Daniela:Dani Melanie:Mel Cornelia:Conny Waltraud:Traudl
Jean-Pierre:Jean_Pierre,J-P Jean-Claude:Jean_Claude,J-C Jean-Luc:Jean_Luc Jean-Marc:Jean_Marc Jean-François:Jean_François,J-F
Jean-Baptiste:JB,Jean_Baptiste Pierre-Yves:Pierre_Yves Alexandre:Alex Christophe:Chris Frédéric:Fred Sébastien:Seb
Guillaume:Guigui Dominique:Dom Stéphane:Steph Stéphanie:Steph Maxime:Max Mathieu:Matt,Matthieu Mickaël:Michaël Nathalie:Natalie
Anne-Sophie:Anne_Sophie,Anso Marie-Claire:Marie_Claire Marie-Christine:Marie_Christine Anne-Laure:Anne_Laure
Marie-Thérèse:Marie_Thérèse,Maïté Marie-Laure:Marie_Laure Véronique:Véro Valérie:Val Caroline:Caro Geneviève:Ginette
Laetitia:Laëtitia Chloé:Cloé Françoise:Fanfan
José:Pepe Francisco:Paco,Fco. Manuel:Manolo Antonio:Toni,Toño Ignacio:Nacho Enrique:Quique Jesús:Chus José_Antonio:José_A.,Jose
José_Luis:Jose_Luis,Pepe José_Manuel:José_M.,Jose Francisco_Javier:Javier,Fco._Javier,Fran Juan_Carlos:Juanca,Juan Miguel_Ángel:Miguel
Juan_José:Juanjo Rafael:Rafa Javier:Javi Alejandro:Álex Santiago:Santi Fernando:Nando Eduardo:Edu Guillermo:Guille
María_Carmen:Mª_Carmen,Carmen,M._Carmen Ana_María:Ana_Mª,Ana María_Pilar:Mª_Pilar,Pilar María_Dolores:Lola,Mª_Dolores
María_José:Mª_José,Majo María_Teresa:Maite,Mª_Teresa María_Ángeles:Mª_Ángeles,Ángeles Josefa:Pepa Dolores:Lola Pilar:Pili
Isabel:Isa Concepción:Concha Inmaculada:Inma Montserrat:Montse Mercedes:Merche Encarnación:Encarna Rosario:Charo
Margarita:Marga Cristina:Cris Consuelo:Chelo Beatriz:Bea Purificación:Puri`;

export const NICKNAMES: ReadonlyMap<string, readonly string[]> = new Map(
  words(TABLE).map((entry) => {
    const [name = '', nicknames = ''] = entry.split(':');
    return [name, nicknames.split(',')];
  }),
);
