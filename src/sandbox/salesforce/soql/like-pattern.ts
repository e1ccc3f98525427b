/** LIKE: `%` any text, `_` one character, `\%` and `\_` themselves; never case-sensitive. */
export function likePattern(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    const next = pattern[at + 1];
    if (character === '\\' && (next === '%' || next === '_')) {
      source += next;
      at += 1;
    } else if (character === '%') source += '[^]*';
    else if (character === '_') source += '[^]';
    else source += character.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  }
  return new RegExp(`^${source}$`, 'i');
}
