/** Countries as they call themselves, in their own script, as rows of `code name|name`. */
export const NATIVE_COUNTRIES = `JP 日本|日本国|にほん|ニホン;CN 中国|中國|中华人民共和国|中華人民共和國;TW 台灣|台湾|臺灣;HK 香港;KR 대한민국|한국|韓国;RU Россия|Российская Федерация;UA Україна|Украина;
BY Беларусь|belarus;BG България|balgariya;RS Србија|srbija;MK Северна Македонија|north macedonia;KZ Қазақстан|Казахстан|kazakhstan;GR Ελλάδα|Ελλάς;CY Κύπρος|cyprus;EG مصر;SA السعودية|المملكة العربية السعودية;
AE الإمارات|الإمارات العربية المتحدة;IL ישראל;IR ایران|iran;MA المغرب|maroc|morocco;TN تونس|tunisie|tunisia;DZ الجزائر|algerie|algeria;IN भारत|bharat;TH ประเทศไทย|ไทย;GE საქართველო|georgia;AM Հայաստան|armenia;
ES españa|espanya|espagne;DE allemagne|alemania|germania;FR frankreich|francia|republique francaise;IT italie|italien;GB royaume uni|reino unido|vereinigtes konigreich;US etats unis|estados unidos|vereinigte staaten;
CH suiza;BE belgien|belgica;NL pays bas|paises bajos|niederlande;AT autriche;JP japon|nihon;CN chine;PT portogallo;SE schweden;DK danemark;LV latvia;LT lietuvos respublika;EE estija;MT malta;LI liechtenstein;MC monaco;AD andorra;
BA bosna i hercegovina|bosnia and herzegovina;AL shqiperia|albania;ME crna gora|montenegro;MD moldova;UY uruguay;PY paraguay;BO bolivia;EC ecuador;VE venezuela;CR costa rica;PA panama;DO republica dominicana|dominican republic`;

const PREFECTURES = `北海道 hokkaido;青森県 aomori;岩手県 iwate;宮城県 miyagi;秋田県 akita;山形県 yamagata;福島県 fukushima;茨城県 ibaraki;
栃木県 tochigi;群馬県 gunma;埼玉県 saitama;千葉県 chiba;東京都 tokyo;神奈川県 kanagawa;新潟県 niigata;富山県 toyama;
石川県 ishikawa;福井県 fukui;山梨県 yamanashi;長野県 nagano;岐阜県 gifu;静岡県 shizuoka;愛知県 aichi;三重県 mie;
滋賀県 shiga;京都府 kyoto;大阪府 osaka;兵庫県 hyogo;奈良県 nara;和歌山県 wakayama;鳥取県 tottori;島根県 shimane;
岡山県 okayama;広島県 hiroshima;山口県 yamaguchi;徳島県 tokushima;香川県 kagawa;愛媛県 ehime;高知県 kochi;福岡県 fukuoka;
佐賀県 saga;長崎県 nagasaki;熊本県 kumamoto;大分県 oita;宮崎県 miyazaki;鹿児島県 kagoshima;沖縄県 okinawa`;

/** The 47 prefectures of Japan, in Han with their kind and without it, to Latin letters without it. */
export const JAPANESE_PREFECTURES: ReadonlyMap<string, string> = new Map(
  PREFECTURES.split(/;\s*/).flatMap((row) => {
    const [han = '', latin = ''] = row.split(' ');
    return [
      [han, latin],
      [han === '北海道' ? han : han.slice(0, -1), latin],
    ] as const;
  }),
);
