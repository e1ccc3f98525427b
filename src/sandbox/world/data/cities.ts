/**
 * Cities with their region, the beginning of their postal codes and their telephone area code. What follows the
 * beginning is invented, so a code looks right for its city without being one street's own.
 */
import { words } from './words.ts';

/** `native` is how Japanese write city and prefecture. */
export type City = {
  name: string;
  state: string;
  postalPrefix: string;
  areaCode: string;
  native: { city: string; state: string } | null;
};

const US = `New_York|NY|100|212 Buffalo|NY|142|716 Rochester|NY|146|585 Albany|NY|122|518 Boston|MA|021|617 Worcester|MA|016|508
Springfield|MA|011|413 Hartford|CT|061|860 Stamford|CT|069|203 Providence|RI|029|401 Newark|NJ|071|973 Trenton|NJ|086|609
Philadelphia|PA|191|215 Pittsburgh|PA|152|412 Allentown|PA|181|610 Baltimore|MD|212|410 Wilmington|DE|198|302
Richmond|VA|232|804 Norfolk|VA|235|757 Arlington|VA|222|703 Charlotte|NC|282|704 Raleigh|NC|276|919 Greensboro|NC|274|336
Columbia|SC|292|803 Charleston|SC|294|843 Atlanta|GA|303|404 Savannah|GA|314|912 Jacksonville|FL|322|904 Orlando|FL|328|407
Tampa|FL|336|813 Miami|FL|331|305 Birmingham|AL|352|205 Mobile|AL|366|251 Nashville|TN|372|615 Memphis|TN|381|901
Knoxville|TN|379|865 Louisville|KY|402|502 Lexington|KY|405|859 Columbus|OH|432|614 Cleveland|OH|441|216
Cincinnati|OH|452|513 Dayton|OH|454|937 Toledo|OH|436|419 Detroit|MI|482|313 Grand_Rapids|MI|495|616 Lansing|MI|489|517
Indianapolis|IN|462|317 Fort_Wayne|IN|468|260 Chicago|IL|606|312 Peoria|IL|616|309 Springfield|IL|627|217
Milwaukee|WI|532|414 Madison|WI|537|608 Minneapolis|MN|554|612 Duluth|MN|558|218 Des_Moines|IA|503|515
Cedar_Rapids|IA|524|319 St._Louis|MO|631|314 Kansas_City|MO|641|816 Springfield|MO|658|417 Omaha|NE|681|402
Wichita|KS|672|316 Tulsa|OK|741|918 Oklahoma_City|OK|731|405 Dallas|TX|752|214 Fort_Worth|TX|761|817 Austin|TX|787|512
San_Antonio|TX|782|210 Houston|TX|770|713 El_Paso|TX|799|915 New_Orleans|LA|701|504 Baton_Rouge|LA|708|225
Little_Rock|AR|722|501 Jackson|MS|392|601 Denver|CO|802|303 Colorado_Springs|CO|809|719 Boulder|CO|803|720
Salt_Lake_City|UT|841|801 Boise|ID|837|208 Albuquerque|NM|871|505 Phoenix|AZ|850|602 Tucson|AZ|857|520 Las_Vegas|NV|891|702
Reno|NV|895|775 Los_Angeles|CA|900|213 San_Diego|CA|921|619 Fresno|CA|937|559 Sacramento|CA|958|916 Oakland|CA|946|510
San_Jose|CA|951|408 San_Francisco|CA|941|415 Portland|OR|972|503 Eugene|OR|974|541 Seattle|WA|981|206 Spokane|WA|992|509
Tacoma|WA|984|253 Portland|ME|041|207 Manchester|NH|031|603 Burlington|VT|054|802 Billings|MT|591|406 Fargo|ND|581|701
Sioux_Falls|SD|571|605 Cheyenne|WY|820|307 Anchorage|AK|995|907 Honolulu|HI|968|808`;
const GB = `London|Greater_London|EC|020 London|Greater_London|SW|020 London|Greater_London|SE|020 London|Greater_London|NW|020
Manchester|Greater_Manchester|M|0161 Birmingham|West_Midlands|B|0121 Leeds|West_Yorkshire|LS|0113
Sheffield|South_Yorkshire|S|0114 Liverpool|Merseyside|L|0151 Bristol|Bristol|BS|0117 Newcastle_upon_Tyne|Tyne_and_Wear|NE|0191
Nottingham|Nottinghamshire|NG|0115 Leicester|Leicestershire|LE|0116 Edinburgh|Midlothian|EH|0131 Glasgow|Lanarkshire|G|0141
Cardiff|South_Glamorgan|CF|029 Belfast|County_Antrim|BT|028 Reading|Berkshire|RG|0118 Southampton|Hampshire|SO|023
Portsmouth|Hampshire|PO|023 Coventry|West_Midlands|CV|024 Derby|Derbyshire|DE|01332 Stoke-on-Trent|Staffordshire|ST|01782
Plymouth|Devon|PL|01752 Exeter|Devon|EX|01392 Norwich|Norfolk|NR|01603 Ipswich|Suffolk|IP|01473 Cambridge|Cambridgeshire|CB|01223
Peterborough|Cambridgeshire|PE|01733 Oxford|Oxfordshire|OX|01865 Swindon|Wiltshire|SN|01793 Gloucester|Gloucestershire|GL|01452
Cheltenham|Gloucestershire|GL|01242 Bath|Somerset|BA|01225 Bournemouth|Dorset|BH|01202 Brighton|East_Sussex|BN|01273
Milton_Keynes|Buckinghamshire|MK|01908 Northampton|Northamptonshire|NN|01604 Luton|Bedfordshire|LU|01582 Bedford|Bedfordshire|MK|01234
Watford|Hertfordshire|WD|01923 St_Albans|Hertfordshire|AL|01727 Chelmsford|Essex|CM|01245 Colchester|Essex|CO|01206
Southend-on-Sea|Essex|SS|01702 Maidstone|Kent|ME|01622 Canterbury|Kent|CT|01227 Guildford|Surrey|GU|01483 Woking|Surrey|GU|01483
Croydon|Surrey|CR|020 York|North_Yorkshire|YO|01904 Harrogate|North_Yorkshire|HG|01423 Hull|East_Yorkshire|HU|01482
Bradford|West_Yorkshire|BD|01274 Huddersfield|West_Yorkshire|HD|01484 Wakefield|West_Yorkshire|WF|01924 Preston|Lancashire|PR|01772
Blackburn|Lancashire|BB|01254 Bolton|Greater_Manchester|BL|01204 Stockport|Cheshire|SK|0161 Warrington|Cheshire|WA|01925
Chester|Cheshire|CH|01244 Crewe|Cheshire|CW|01270 Telford|Shropshire|TF|01952 Shrewsbury|Shropshire|SY|01743
Worcester|Worcestershire|WR|01905 Wolverhampton|West_Midlands|WV|01902 Lincoln|Lincolnshire|LN|01522
Doncaster|South_Yorkshire|DN|01302 Middlesbrough|Cleveland|TS|01642 Sunderland|Tyne_and_Wear|SR|0191 Carlisle|Cumbria|CA|01228
Aberdeen|Aberdeenshire|AB|01224 Dundee|Angus|DD|01382 Inverness|Inverness-shire|IV|01463 Perth|Perthshire|PH|01738
Swansea|West_Glamorgan|SA|01792 Newport|Gwent|NP|01633 Wrexham|Clwyd|LL|01978 Truro|Cornwall|TR|01872 Taunton|Somerset|TA|01823`;
const DE = `Berlin|Berlin|101|030 Berlin|Berlin|125|030 Hamburg|Hamburg|203|040 Hamburg|Hamburg|225|040 München|Bayern|803|089
München|Bayern|815|089 Köln|Nordrhein-Westfalen|506|0221 Frankfurt_am_Main|Hessen|603|069 Stuttgart|Baden-Württemberg|701|0711
Düsseldorf|Nordrhein-Westfalen|402|0211 Leipzig|Sachsen|041|0341 Dortmund|Nordrhein-Westfalen|441|0231
Essen|Nordrhein-Westfalen|451|0201 Bremen|Bremen|281|0421 Dresden|Sachsen|011|0351 Hannover|Niedersachsen|301|0511
Nürnberg|Bayern|904|0911 Duisburg|Nordrhein-Westfalen|470|0203 Bochum|Nordrhein-Westfalen|447|0234
Wuppertal|Nordrhein-Westfalen|421|0202 Bielefeld|Nordrhein-Westfalen|336|0521 Bonn|Nordrhein-Westfalen|531|0228
Münster|Nordrhein-Westfalen|481|0251 Karlsruhe|Baden-Württemberg|761|0721 Mannheim|Baden-Württemberg|681|0621
Augsburg|Bayern|861|0821 Wiesbaden|Hessen|651|0611 Mönchengladbach|Nordrhein-Westfalen|410|02161
Gelsenkirchen|Nordrhein-Westfalen|458|0209 Braunschweig|Niedersachsen|381|0531 Chemnitz|Sachsen|091|0371
Kiel|Schleswig-Holstein|241|0431 Aachen|Nordrhein-Westfalen|520|0241 Halle_(Saale)|Sachsen-Anhalt|061|0345
Magdeburg|Sachsen-Anhalt|391|0391 Freiburg_im_Breisgau|Baden-Württemberg|791|0761 Krefeld|Nordrhein-Westfalen|478|02151
Lübeck|Schleswig-Holstein|235|0451 Oberhausen|Nordrhein-Westfalen|460|0208 Erfurt|Thüringen|990|0361 Mainz|Rheinland-Pfalz|551|06131
Rostock|Mecklenburg-Vorpommern|180|0381 Kassel|Hessen|341|0561 Hagen|Nordrhein-Westfalen|580|02331 Saarbrücken|Saarland|661|0681
Hamm|Nordrhein-Westfalen|590|02381 Potsdam|Brandenburg|144|0331 Ludwigshafen|Rheinland-Pfalz|670|0621
Oldenburg|Niedersachsen|261|0441 Leverkusen|Nordrhein-Westfalen|513|0214 Osnabrück|Niedersachsen|490|0541
Solingen|Nordrhein-Westfalen|426|0212 Heidelberg|Baden-Württemberg|691|06221 Darmstadt|Hessen|642|06151
Regensburg|Bayern|930|0941 Ingolstadt|Bayern|850|0841 Würzburg|Bayern|970|0931 Fürth|Bayern|907|0911 Ulm|Baden-Württemberg|890|0731
Heilbronn|Baden-Württemberg|740|07131 Pforzheim|Baden-Württemberg|751|07231 Wolfsburg|Niedersachsen|384|05361
Göttingen|Niedersachsen|370|0551 Reutlingen|Baden-Württemberg|727|07121 Koblenz|Rheinland-Pfalz|560|0261 Trier|Rheinland-Pfalz|542|0651
Jena|Thüringen|077|03641 Siegen|Nordrhein-Westfalen|570|0271 Hildesheim|Niedersachsen|311|05121 Gütersloh|Nordrhein-Westfalen|333|05241
Paderborn|Nordrhein-Westfalen|330|05251 Bayreuth|Bayern|954|0921 Konstanz|Baden-Württemberg|784|07531 Görlitz|Sachsen|028|03581`;

const FR = `Paris|Île-de-France|750|01 Paris|Île-de-France|750|01 Paris|Île-de-France|750|01 Lyon|Auvergne-Rhône-Alpes|6900|04
Marseille|Provence-Alpes-Côte_d'Azur|130|04 Toulouse|Occitanie|310|05 Nice|Provence-Alpes-Côte_d'Azur|060|04 Nantes|Pays_de_la_Loire|440|02
Montpellier|Occitanie|340|04 Strasbourg|Grand_Est|670|03 Bordeaux|Nouvelle-Aquitaine|330|05 Lille|Hauts-de-France|590|03
Rennes|Bretagne|350|02 Reims|Grand_Est|511|03 Saint-Étienne|Auvergne-Rhône-Alpes|420|04 Toulon|Provence-Alpes-Côte_d'Azur|830|04
Le_Havre|Normandie|766|02 Grenoble|Auvergne-Rhône-Alpes|380|04 Dijon|Bourgogne-Franche-Comté|210|03 Angers|Pays_de_la_Loire|490|02
Nîmes|Occitanie|300|04 Villeurbanne|Auvergne-Rhône-Alpes|6910|04 Clermont-Ferrand|Auvergne-Rhône-Alpes|630|04 Le_Mans|Pays_de_la_Loire|720|02
Aix-en-Provence|Provence-Alpes-Côte_d'Azur|130|04 Brest|Bretagne|292|02 Tours|Centre-Val_de_Loire|370|02 Amiens|Hauts-de-France|800|03
Limoges|Nouvelle-Aquitaine|870|05 Annecy|Auvergne-Rhône-Alpes|740|04 Perpignan|Occitanie|660|04 Metz|Grand_Est|570|03
Besançon|Bourgogne-Franche-Comté|250|03 Orléans|Centre-Val_de_Loire|450|02 Mulhouse|Grand_Est|681|03 Rouen|Normandie|760|02
Caen|Normandie|140|02 Nancy|Grand_Est|540|03 Saint-Denis|Île-de-France|932|01 Argenteuil|Île-de-France|951|01 Versailles|Île-de-France|780|01
Poitiers|Nouvelle-Aquitaine|860|05 Pau|Nouvelle-Aquitaine|640|05 La_Rochelle|Nouvelle-Aquitaine|170|05 Calais|Hauts-de-France|621|03
Béziers|Occitanie|345|04 Saint-Nazaire|Pays_de_la_Loire|446|02 Valence|Auvergne-Rhône-Alpes|260|04 Troyes|Grand_Est|100|03
Chambéry|Auvergne-Rhône-Alpes|730|04 Niort|Nouvelle-Aquitaine|790|05 Lorient|Bretagne|561|02 Montauban|Occitanie|820|05
Évreux|Normandie|270|02 Châteauroux|Centre-Val_de_Loire|360|02 Périgueux|Nouvelle-Aquitaine|240|05 Mâcon|Bourgogne-Franche-Comté|710|03`;
const ES = `Madrid|Madrid|280|91 Madrid|Madrid|280|91 Madrid|Madrid|280|91 Barcelona|Barcelona|080|93 Barcelona|Barcelona|080|93
Valencia|Valencia|460|96 Sevilla|Sevilla|410|95 Zaragoza|Zaragoza|500|976 Málaga|Málaga|290|95 Murcia|Murcia|300|968
Palma|Illes_Balears|070|971 Las_Palmas|Las_Palmas|350|928 Bilbao|Vizcaya|480|94 Alicante|Alicante|030|96 Córdoba|Córdoba|140|957
Valladolid|Valladolid|470|983 Vigo|Pontevedra|362|986 Gijón|Asturias|332|98 L'Hospitalet|Barcelona|089|93 A_Coruña|A_Coruña|150|981
Vitoria|Álava|010|945 Granada|Granada|180|958 Elche|Alicante|032|96 Oviedo|Asturias|330|98 Badalona|Barcelona|089|93
Terrassa|Barcelona|082|93 Cartagena|Murcia|302|968 Jerez|Cádiz|114|956 Sabadell|Barcelona|082|93 Móstoles|Madrid|289|91
Santa_Cruz_de_Tenerife|Santa_Cruz_de_Tenerife|380|922 Pamplona|Navarra|310|948 Almería|Almería|040|950 San_Sebastián|Guipúzcoa|200|943
Burgos|Burgos|090|947 Albacete|Albacete|020|967 Santander|Cantabria|390|942 Castellón|Castellón|120|964 Logroño|La_Rioja|260|941
Badajoz|Badajoz|060|924 Salamanca|Salamanca|370|923 Huelva|Huelva|210|959 Lleida|Lleida|250|973 Tarragona|Tarragona|430|977
León|León|240|987 Cádiz|Cádiz|110|956 Jaén|Jaén|230|953 Ourense|Ourense|320|988 Girona|Girona|170|972 Lugo|Lugo|270|982
Cáceres|Cáceres|100|927 Toledo|Toledo|450|925 Guadalajara|Guadalajara|190|949 Ávila|Ávila|050|920 Segovia|Segovia|400|921`;
const JP = `Chiyoda-ku|Tokyo|100|03|千代田区|東京都 Chuo-ku|Tokyo|103|03|中央区|東京都 Minato-ku|Tokyo|105|03|港区|東京都
Shinjuku-ku|Tokyo|160|03|新宿区|東京都 Shibuya-ku|Tokyo|150|03|渋谷区|東京都 Shinagawa-ku|Tokyo|140|03|品川区|東京都
Ota-ku|Tokyo|144|03|大田区|東京都 Hachioji|Tokyo|192|042|八王子市|東京都 Yokohama|Kanagawa|220|045|横浜市|神奈川県
Kawasaki|Kanagawa|210|044|川崎市|神奈川県 Saitama|Saitama|330|048|さいたま市|埼玉県 Chiba|Chiba|260|043|千葉市|千葉県
Osaka|Osaka|530|06|大阪市|大阪府 Sakai|Osaka|590|072|堺市|大阪府 Higashiosaka|Osaka|577|06|東大阪市|大阪府 Kyoto|Kyoto|600|075|京都市|京都府
Kobe|Hyogo|650|078|神戸市|兵庫県 Himeji|Hyogo|670|079|姫路市|兵庫県 Nagoya|Aichi|460|052|名古屋市|愛知県 Toyota|Aichi|471|0565|豊田市|愛知県
Hamamatsu|Shizuoka|430|053|浜松市|静岡県 Niigata|Niigata|950|025|新潟市|新潟県 Kanazawa|Ishikawa|920|076|金沢市|石川県
Nagano|Nagano|380|026|長野市|長野県 Gifu|Gifu|500|058|岐阜市|岐阜県 Sendai|Miyagi|980|022|仙台市|宮城県 Sapporo|Hokkaido|060|011|札幌市|北海道
Hakodate|Hokkaido|040|0138|函館市|北海道 Hiroshima|Hiroshima|730|082|広島市|広島県 Okayama|Okayama|700|086|岡山市|岡山県
Takamatsu|Kagawa|760|087|高松市|香川県 Matsuyama|Ehime|790|089|松山市|愛媛県 Fukuoka|Fukuoka|810|092|福岡市|福岡県
Kitakyushu|Fukuoka|802|093|北九州市|福岡県 Kumamoto|Kumamoto|860|096|熊本市|熊本県 Kagoshima|Kagoshima|892|099|鹿児島市|鹿児島県`;

function table(text: string): readonly City[] {
  return words(text).map((entry) => {
    const [name = '', state = '', postalPrefix = '', areaCode = '', city, prefecture = ''] = entry.split('|');
    const native = city === undefined ? null : { city, state: prefecture };
    return { name, state, postalPrefix, areaCode, native };
  });
}

export const CITIES = {
  US: table(US),
  GB: table(GB),
  DE: table(DE),
  FR: table(FR),
  ES: table(ES),
  JP: table(JP),
};
