/** The commonest Japanese family names, which about half of the people bear, in romaji with short vowels. */
const FAMILY_NAMES = new Set(
  `sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi saito matsumoto inoe kimura hayashi shimizu yamazaki yamasaki mori abe ikeda hashimoto yamashita
  ishikawa nakajima nakashima maeda fujita ogawa goto okada hasegawa murakami kondo ishi sakamoto endo aoki fuji nishimura fukuda ota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura takeuchi
  kaneko wada nakayama ishida ueda morita hara shibata sakai kudo yokoyama miyazaki miyamoto uchida takagi ando taniguchi maruyama imai takada fujimoto takeda murata ueno sugiyama masuda sugawara hirano kojima
  otsuka chiba kubo matsui iwasaki sakurai kinoshita noguchi matsuo nomura kikuchi sano onishi sugimoto arai hamada ichikawa furukawa mizuno komatsu shimada koyama yamauchi nishida nishikawa kitamura yasuda
  igarashi kawaguchi hirata seki higuchi iwata kawasaki sakaguchi matsushita honda kubota doi yano hattori ota oyama oshima kawamura kawakami kawai nagai nagata naito hoshino araki tsuchiya tsuji tsukamoto
  yoshikawa yoshimura yoshioka mochizuki minami miyata miyake mizutani kurihara kuroda kobayakawa katayama katsura kamata iwamoto iida ide hori hirayama haga asano asai akiyama adachi`.split(
    /\s+/,
  ),
);

/** A name in kana that is written as one word, in romaji: where its family name ends; 0 when that is not known. */
export function familyNameEnd(romaji: string): number {
  // The rest must be long enough for a given name; the longer family name is the likelier one.
  for (let end = romaji.length - 2; end >= 3; end--) if (FAMILY_NAMES.has(romaji.slice(0, end))) return end;
  return 0;
}
