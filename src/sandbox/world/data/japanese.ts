/**
 * Japanese words as the two scripts write them: `漢字|reading`. Readings are Hepburn with macrons, so that the Latin
 * spelling (`Satō` → `Sato`) and the kana (`サトウ`) can both be made of them; `|latin` where it is another
 * word (`グループ|Guruーpu|Group`). A Latin spelling stands once per table.
 */
import { words } from './words.ts';

export type Japanese = { native: string; reading: string };

/** Keyed by the Latin spelling that a CRM holds. */
export type JapaneseTable = ReadonlyMap<string, Japanese>;

const MACRONS: Readonly<Record<string, string>> = { ā: 'a', ī: 'i', ū: 'u', ē: 'e', ō: 'o', Ō: 'O', Ū: 'U' };
export const withoutMacrons = (reading: string): string =>
  reading.replace(/[āīūēōŌŪ]/gu, (letter) => MACRONS[letter] ?? letter);

function table(text: string): JapaneseTable {
  return new Map(
    words(text).map((entry) => {
      const [native = '', reading = '', latin = withoutMacrons(reading)] = entry.split('|');
      return [latin, { native, reading }];
    }),
  );
}

const LAST = `佐藤|Satō 鈴木|Suzuki 高橋|Takahashi 田中|Tanaka 伊藤|Itō 渡辺|Watanabe 山本|Yamamoto 中村|Nakamura 小林|Kobayashi 加藤|Katō
吉田|Yoshida 山田|Yamada 佐々木|Sasaki 山口|Yamaguchi 松本|Matsumoto 井上|Inoue 木村|Kimura 林|Hayashi 斎藤|Saitō 清水|Shimizu
山崎|Yamazaki 森|Mori 池田|Ikeda 橋本|Hashimoto 阿部|Abe 石川|Ishikawa 山下|Yamashita 中島|Nakajima 石井|Ishii 小川|Ogawa 前田|Maeda
岡田|Okada 長谷川|Hasegawa 藤田|Fujita 後藤|Gotō 近藤|Kondō 村上|Murakami 遠藤|Endō 青木|Aoki 坂本|Sakamoto 福田|Fukuda 太田|Ōta
西村|Nishimura 藤井|Fujii 金子|Kaneko 岡本|Okamoto 藤原|Fujiwara 三浦|Miura 中野|Nakano 中川|Nakagawa 原田|Harada 松田|Matsuda
竹内|Takeuchi 小野|Ono 田村|Tamura 中山|Nakayama 和田|Wada 石田|Ishida 森田|Morita 上田|Ueda 原|Hara 柴田|Shibata 酒井|Sakai
工藤|Kudō 横山|Yokoyama 宮崎|Miyazaki 宮本|Miyamoto 内田|Uchida 高木|Takagi 安藤|Andō 谷口|Taniguchi 丸山|Maruyama 今井|Imai
高田|Takada 藤本|Fujimoto 武田|Takeda 村田|Murata 上野|Ueno 杉山|Sugiyama 増田|Masuda 平野|Hirano 大塚|Ōtsuka 千葉|Chiba 久保|Kubo
松井|Matsui 小島|Kojima 岩崎|Iwasaki 桜井|Sakurai 野口|Noguchi 松尾|Matsuo 木下|Kinoshita 菊地|Kikuchi 野村|Nomura 新井|Arai
菅原|Sugawara 大西|Ōnishi 杉本|Sugimoto 古川|Furukawa 浜田|Hamada 市川|Ichikawa 小松|Komatsu 島田|Shimada 水野|Mizuno 桑原|Kuwahara
山内|Yamauchi 西田|Nishida 西川|Nishikawa 北村|Kitamura 五十嵐|Igarashi 福島|Fukushima 安田|Yasuda 中田|Nakata 平田|Hirata
川口|Kawaguchi 川崎|Kawasaki 飯田|Iida 東|Higashi 服部|Hattori 吉川|Yoshikawa 岩田|Iwata 関|Seki 星野|Hoshino 望月|Mochizuki 荒木|Araki
大久保|Ōkubo 河野|Kawano 土屋|Tsuchiya 黒田|Kuroda 永井|Nagai 熊谷|Kumagai 堀|Hori 奥村|Okumura 早川|Hayakawa 片山|Katayama 秋山|Akiyama`;
const MEN = `誠|Makoto 浩|Hiroshi 隆|Takashi 健一|Ken'ichi 直樹|Naoki 大輔|Daisuke 健太|Kenta 翔太|Shōta 拓也|Takuya 和也|Kazuya 修|Osamu
哲也|Tetsuya 太郎|Tarō 一郎|Ichirō 次郎|Jirō 秀樹|Hideki 雄一|Yūichi 雄太|Yūta 洋平|Yōhei 達也|Tatsuya 剛|Tsuyoshi 学|Manabu 豊|Yutaka
茂|Shigeru 勝|Masaru 清|Kiyoshi 実|Minoru 正|Tadashi 博之|Hiroyuki 和夫|Kazuo 幸雄|Yukio 三郎|Saburō 智|Satoshi 亮|Ryō 蓮|Ren 大翔|Hiroto
悠斗|Yūto 翔|Shō 海斗|Kaito 颯太|Sōta 陽一|Yōichi 裕介|Yūsuke 慎一|Shin'ichi 康弘|Yasuhiro 光男|Mitsuo 伸二|Shinji 龍之介|Ryūnosuke`;
const WOMEN = `恵子|Keiko 洋子|Yōko 和子|Kazuko 幸子|Sachiko 裕子|Yūko 久美子|Kumiko 由美|Yumi 真由美|Mayumi 明美|Akemi 美穂|Miho 直美|Naomi
恵|Megumi 愛|Ai 美咲|Misaki 陽菜|Hina 結衣|Yui 葵|Aoi 桜|Sakura 美優|Miyu 智子|Tomoko 優子|Yukiko 京子|Kyōko 節子|Setsuko 典子|Noriko
千恵|Chie 麻衣|Mai 彩|Aya 綾香|Ayaka 舞子|Maiko 香織|Kaori 純子|Junko 悦子|Etsuko 理恵|Rie 里美|Satomi 真理|Mari 奈々|Nana 瞳|Hitomi
沙織|Saori 友美|Tomomi 春香|Haruka 千夏|Chinatsu 亜由美|Ayumi 花子|Hanako 百合|Yuri 静香|Shizuka 佳奈|Kana 涼子|Ryōko 早紀|Saki`;
/** What companies are named after besides families: places, luck and nature, some of it in kana. */
const BRANDS = `富士|Fuji 旭|Asahi 日の出|Hinode 東海|Tōkai 東洋|Tōyō 三和|Sanwa 昭和|Shōwa 大和|Yamato 平和|Heiwa 光|Hikari
栄|Sakae 千歳|Chitose 鶴亀|Tsurukame 松竹|Shōchiku 白鳥|Hakuchō 若葉|Wakaba 青葉|Aoba 紅葉|Momiji 瑞穂|Mizuho 双葉|Futaba 銀河|Ginga
北斗|Hokuto 南風|Minamikaze 瀬戸|Seto 武蔵|Musashi 信州|Shinshū 越後|Echigo 薩摩|Satsuma 出雲|Izumo 飛騨|Hida 摂津|Settsu 駿河|Suruga
ミライ|Mirai サクラヤ|Sakuraya ヒカリノ|Hikarino カガヤキ|Kagayaki ツバサ|Tsubasa ハヤブサ|Hayabusa コダマ|Kodama アカツキ|Akatsuki`;
const TRADES = `製作所|Seisakusho 精機|Seiki 工業|Kōgyō 鉄工所|Tekkōjo 運輸|Un'yu 物流|Butsuryū 倉庫|Sōko 建設|Kensetsu 工務店|Kōmuten
土木|Doboku ソフト|Sofuto|Soft 情報システム|Jōhōshisutemu|Johosystem 電算|Densan 医療器|Iryōki 歯科商会|Shikashōkai 食品|Shokuhin 製菓|Seika 酒造|Shuzō 商店|Shōten
百貨店|Hyakkaten 家具|Kagu 設計|Sekkei 測量|Sokuryō 金融|Kin'yū 信託|Shintaku 保険|Hoken 総研|Sōken コンサル|Konsaru|Consul 電力|Denryoku 太陽光|Taiyōkō
水道|Suidō 設備|Setsubi 化学|Kagaku 塗料|Toryō 電機|Denki 電子|Denshi 旅館|Ryokan 観光|Kankō 学園|Gakuen 教育社|Kyōikusha 農園|Nōen
種苗|Shubyō 繊維|Sen'i 衣料|Iryō 環境|Kankyō 清掃|Seisō 出版|Shuppan 印刷|Insatsu 通信|Tsūshin 製薬|Seiyaku 試薬|Shiyaku 海運|Kaiun 造船|Zōsen
ホールディングス|Hoーrudingusu|Holding グループ|Guruーpu|Group`;
/** Districts that many Japanese cities have. */
const TOWNS = `本町|Honchō 中央|Chūō 栄町|Sakaemachi 旭町|Asahimachi 緑町|Midorichō 幸町|Saiwaichō 泉町|Izumichō 桜木町|Sakuragichō 末広町|Suehirochō
元町|Motomachi 新町|Shinmachi 港町|Minatomachi 駅前|Ekimae 大手町|Ōtemachi 丸の内|Marunouchi 錦町|Nishikichō 宮町|Miyamachi 花園町|Hanazonochō
若松町|Wakamatsuchō 高砂町|Takasagochō 豊町|Yutakachō 春日町|Kasugachō 八幡町|Hachimanchō 天神|Tenjin 住吉町|Sumiyoshichō 松原|Matsubara
東山|Higashiyama 西新町|Nishishinmachi 南町|Minamimachi 北町|Kitamachi 上町|Uemachi 川端町|Kawabatachō 橋本町|Hashimotochō 工業団地|Kōgyōdanchi`;

export const JAPANESE_LAST_NAMES = table(LAST);
export const JAPANESE_FIRST_NAMES = { m: table(MEN), f: table(WOMEN) };
export const JAPANESE_BRANDS = table(BRANDS);
export const JAPANESE_TRADES = table(TRADES);
export const JAPANESE_TOWNS = table(TOWNS);

/** Other characters for the same family name, which converters offer. */
export const KANJI_VARIANTS: ReadonlyMap<string, string> = new Map([
  ['斎藤', '斉藤'],
  ['渡辺', '渡邊'],
  ['高橋', '髙橋'],
  ['山崎', '山﨑'],
  ['浜田', '濱田'],
  ['桜井', '櫻井'],
  ['島田', '嶋田'],
  ['中島', '中嶋'],
]);
