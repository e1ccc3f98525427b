import { fold } from './fold.ts';

const NETWORK =
  /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)*(linkedin|facebook|twitter|x|instagram|xing|youtube|tiktok)(?:\.com)?\/(.+)$/;
/** Parts of an address that say what kind of page it is, not whose. */
const KINDS = new Set('in pub company school showcase profile people pages pg user channel c'.split(' '));

/**
 * Pages of people and companies: network and name, however the address is written, so that an export with and one
 * without `https://www.` agree. Without a network, `usual` is meant. Sorted, joined by `|`.
 */
export function standardiseProfiles(values: readonly string[], usual = ''): string {
  const found = new Set<string>();
  for (const value of values) {
    const text = fold(value).trim();
    const known = NETWORK.exec(text);
    const network = known?.[1] === 'twitter' ? 'x' : (known?.[1] ?? usual);
    const name =
      known?.[2] === undefined ? text.replace(/^(?:https?:\/\/)?(?:www\.)?/, '') : nameIn(known[2]);
    const plain = name.replace(/[^a-z0-9]/g, '');
    if (plain !== '') found.add(network === '' ? plain : `${network}/${plain}`);
  }
  return [...found].sort().join('|');
}

function nameIn(path: string): string {
  const id = /^profile\.php\?(?:.*&)?id=(\d+)/.exec(path)?.[1];
  if (id !== undefined) return id;
  const parts = path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '');
  while (parts.length > 1 && KINDS.has(parts[0] ?? '')) parts.shift();
  // The language in which the page is shown.
  if (parts.length > 1 && /^[a-z]{2}$/.test(parts.at(-1) ?? '')) parts.pop();
  return fold(decoded(parts.join('')));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
