import { hash32, hashBytes32 } from '../hash.ts';

/** Given names that stand for one another, one group per line. A name may be in several groups. */
const GROUPS = `
abigail abby abbie gail|adam ad|albert al bert bertie|alexander alex al xander sandy sasha alec aleksandr|alexandra alex sandra lexi sasha|alfred alf alfie fred freddie
alice ali ally|allan al allen alan|amanda mandy|amelia amy millie|andrew andy drew|andreas andi|angela angie|ann anne annie anna nan|anthony tony ant toni|antonio tony toni
archibald archie|arthur art artie|barbara barb babs|benjamin ben benny benji|bernard bernie|bradley brad|brian bryan|caroline carol carrie caz|catherine cathy kate katie kathy cat katherine kathryn catharine
charles charlie chuck chas chaz|charlotte charlie lottie|christian chris|christine chris chrissie tina|christopher chris kit topher|clifford cliff|cynthia cindy|daniel dan danny|david dave davy|deborah deb debbie debra
dennis denny|dominic dom|donald don donny|dorothy dot dottie|douglas doug|edward ed eddie ted teddy ned|eleanor ellie nell nora|elizabeth liz lizzie beth betty eliza libby lisa bess betsy|emily em emmy|emma em
eric rick|eugene gene|evelyn eve evie|frances fran frankie|francis frank fran|franklin frank|franz francis|frederick fred freddie freddy|gabriel gabe|gabrielle gabby|geoffrey geoff jeff jeffrey|george georgie
gerald gerry jerry|gerard gerry|gregory greg|gwendolyn gwen|hannah hanna|harold harry hal|harriet hattie|heather heath|helen nell ellen|henry harry hank|herbert herb bert|howard howie|isaac ike|isabella bella izzy isabel
jacob jake|jacqueline jackie|james jim jimmy jamie jas|jane janie|janet jan|jason jay|jeffrey jeff|jennifer jen jenny|jeremy jerry|jessica jess jessie|joan joanie|joanna jo joanne|john jack johnny jon|johann hans johannes
jonathan jon jonny nathan|joseph joe joey jo|josephine jo josie|joshua josh|judith judy|julia julie|julian jules|karen kaz|karl carl|katharina kathi|kenneth ken kenny|kimberly kim|kristen kristin kris|laura laurie|laurence larry lawrence laurie
leonard len lenny leo|leslie les|lillian lily lil|linda lindy|louis lou louie lewis|louise lou|lucas luke|lucy lu|madeleine maddy maddie madeline|magdalena magda lena|margaret maggie meg peg peggy marge margie greta peggie
maria marie mary|marion mary|mark marc|martha marty|martin marty|mary molly polly may|matthew matt matty|matthias matt|maureen mo|maximilian max|maxwell max|melissa mel missy|melanie mel|michael mike mick mickey micky mikey
michelle shelly|mildred millie|mitchell mitch|mohammed mohamed mohamad mohammad muhammad muhammed muhamed muhamad mohamet mehmet mehmed muhammet mahomet mhmd md mo|morris morrie|nancy nan|natalie nat|nathan nate nat|nathaniel nat nate nathan|nicholas nick nicky nico|nicole nicky nikki|norman norm|oliver ollie|olivia liv livvy
oscar ozzie|pamela pam|patricia pat patty tricia trish|patrick pat paddy|paul pauly|pauline polly|penelope penny|peter pete|philip phil pip phillip|priscilla cilla|rachel rach|ralph ralphie|raymond ray|rebecca becky becca|reginald reg reggie
richard rick dick rich richie ricky|robert bob rob bobby robbie bert|roberta bobbie|roderick rod|rodney rod|roger rog|ronald ron ronnie|rosemary rosie rose|roxanne roxy|russell russ|ruth ruthie|samantha sam sammy|samuel sam sammy
sandra sandy|sarah sara sally sadie|sean shaun shawn|sebastian seb bas|sharon shaz|sidney sid|simon si|sophia sophie|stanley stan|stephanie steph|stephen steve steven stevie|stewart stuart stu|susan sue susie suzie suzanne susanne
sylvia syl|tamara tammy|terence terry|theodore ted theo teddy|theresa terry tess teresa|thomas tom tommy|timothy tim timmy|tobias toby|valerie val|vanessa nessa|veronica ronnie|victor vic|victoria vicky tori|vincent vince vinny|virginia ginny
walter walt wally|wendy wen|wilhelm willi|william bill billy will willie liam|zachary zach zack|francisco paco pancho|jose pepe|guadalupe lupe|ignacio nacho|enrique quique|jesus chuy|luis lucho louis|manuel manny manolo|rafael rafa|roberto beto|francoise fanny
jean-pierre jp|friedrich fritz fred|heinrich heinz|josef sepp jupp|ludwig lutz|margarethe grete greta|elisabeth lisa elli else|ulrich uli ulli|wolfgang wolf|gunter gunther guenter|juergen jurgen|joerg jorg
manfred manni|dieter didi dietrich|friederike rike|hildegard hilde|gerhard gerd|bernhard bernd|siegfried sigi|gertrud gerti trudi|waltraud traudl|ingeborg inge|joachim achim jochen|reinhard reini|rudolf rudi|stefan steffen|sebastian basti|alexander alex|christoph chris|dominik domi|franziska franzi|gabriele gabi|juliane jule|katrin kathrin|klaus nikolaus|kurt konrad|leonhard leo|michaela micha|michael micha michi|monika moni|nikolaus niko klaus|susanne susi|sabine bine|ursula uschi ulla|ute uta|winfried winni|antonia toni|barbara babsi|brigitte gitte biggi|christa christine|eberhard ebi|ferdinand ferdi|georg schorsch|gottfried friedel|helmut helle|hermann manni|horst hotte|karl-heinz kalle|lieselotte lilo|maximilian maxi|norbert nobbi|ottilie otti|peter pit|philipp phil|roswitha rosi|tobias tobi|valentin vali|veronika vroni|wilhelm willy|yvonne yvi
ahmed ahmad ahmet ahmd achmed|hussein husain hussain hossein husayn husein huseyin hsyn|hassan hasan hsn|ali aly alee|omar umar omer amr|othman uthman osman usman athman|yusuf yousuf youssef yousef yusef ywsf|ibrahim ebrahim ibrahym brahim
khaled khalid khald|said saeed saied sayd|abdullah abdallah abdulla|abdul abdel abd|fatima fatma fatimah fatemeh|aisha ayesha aicha aysha aaisha|zainab zaynab zeinab zeynep zynb|mariam maryam miriam meryem mrym|layla leila laila leyla
nour noor nur|jamal gamal cemal|karim kareem kerim|rashid rasheed|hamid hameed|walid waleed|tariq tarek tareq|mustafa moustafa mostafa mustapha|mahmoud mahmud mehmud|salim saleem selim|samir sameer
alexander aleksandr alexandr oleksandr aliaksandr|sergei sergey serhii serhiy sergiy|dmitry dmitri dmitriy dmitrii dmytro|yuri yury yuriy iurii|evgeny yevgeny evgeni evgenii yevgeni|natalia natalya nataliya nataliia|tatiana tatyana tetiana|elena yelena olena helena|ekaterina yekaterina kateryna katerina
mikhail mykhailo michail|nikolai nikolay mykola|alexei alexey aleksei aleksey oleksii|andrei andrey andrii andriy|maxim maksim maksym|vladimir volodymyr|julia yulia iuliia yuliya|pavel pavlo|georgios giorgos yorgos george|ioannis yannis giannis john|konstantinos kostas costas|dimitrios dimitris|nikolaos nikos|eleni helen
`;

const GROUPS_BY_NAME: ReadonlyMap<string, readonly number[]> = index();

function index(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  GROUPS.split(/[|\n]/).forEach((group, number) => {
    for (const name of group.split(' ')) {
      if (name !== '') found.set(name, [...(found.get(name) ?? []), number]);
    }
  });
  return found;
}

/**
 * The same by the hashes of the names, as small integers: looking up others makes an object of each. Two names of one
 * hash have the groups of both.
 */
const GROUPS_BY_HASH: ReadonlyMap<number, readonly number[]> = indexHashes();

function indexHashes(): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  for (const [name, groups] of GROUPS_BY_NAME) {
    const hash = hash32(name) | 0;
    found.set(hash, [...(found.get(hash) ?? []), ...groups]);
  }
  return found;
}

/** Whether names in packed ASCII, by their first byte and the one behind their last, can be everyday forms of each other. */
export function mayBeNicknames(
  bytes: Uint8Array,
  left: readonly [number, number],
  right: readonly [number, number],
): boolean {
  const own = GROUPS_BY_HASH.get(hashBytes32(bytes, left[0], left[1]) | 0);
  if (own === undefined) return false;
  const other = GROUPS_BY_HASH.get(hashBytes32(bytes, right[0], right[1]) | 0);
  return other?.some((group) => own.includes(group)) ?? false;
}

/** A bit for each group that a name is in; groups share the bits. Names with no bit in common are in no common group. */
export function nicknameBits(bytes: Uint8Array, start: number, end: number): number {
  const groups = GROUPS_BY_HASH.get(hashBytes32(bytes, start, end) | 0);
  return groups === undefined ? 0 : groups.reduce((found, group) => found | (1 << (group & 31)), 0);
}

/** Whether one of the names is an everyday form of the other. */
export function areNicknames(left: string, right: string): boolean {
  const own = GROUPS_BY_NAME.get(left);
  if (own === undefined) return false;
  return GROUPS_BY_NAME.get(right)?.some((group) => own.includes(group)) ?? false;
}
