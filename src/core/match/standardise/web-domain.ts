import { getDomain } from 'tldts';
import { isFreeMail, parseEmail } from './email.ts';
import { fold } from './fold.ts';
import { partedEmails, partedSites } from './several.ts';

/** Sites on which many companies have a page, and link shorteners: their domain says nothing of the company. */
export const SHARED_HOSTS: ReadonlySet<string> = new Set(
  `facebook.com linkedin.com twitter.com x.com instagram.com youtube.com tiktok.com wixsite.com wordpress.com blogspot.com weebly.com
  squarespace.com google.com sites.google.com github.io business.site godaddysites.com shopify.com myshopify.com etsy.com ebay.com
  amazon.com yelp.com bit.ly tinyurl.com goo.gl t.co ow.ly linktr.ee jimdo.com jimdosite.com webnode.com strikingly.com tripadvisor.com
  yellowpages.com xing.com medium.com notion.site herokuapp.com netlify.app vercel.app pages.dev`.split(
    /\s+/,
  ),
);

/** Registrable domains of sites and of company e-mail addresses, sorted, joined by `|`. */
export function standardiseDomains(sites: readonly string[], emails: readonly string[]): string {
  const found = new Set<string>();
  for (const site of partedSites(sites)) {
    const domain = registrableDomain(fold(site));
    if (domain !== undefined && !SHARED_HOSTS.has(domain)) found.add(domain);
  }
  for (const text of partedEmails(emails)) {
    const host = parseEmail(text)?.domain;
    const domain = host === undefined ? undefined : registrableDomain(host);
    if (domain !== undefined && !isFreeMail(domain) && !SHARED_HOSTS.has(domain)) found.add(domain);
  }
  return [...found].sort().join('|');
}

/** Behind one of these the registrable domain is a label and this. */
export const SIMPLE_SUFFIXES: readonly string[] = 'com net org de fr it at ch nl be info biz eu io'.split(
  ' ',
);
// The commonest case is taken without the public suffix list: it costs 1 µs instead of 4.
const SIMPLE_HOST = new RegExp(
  `^(?:https?:\\/\\/)?(?:www\\.)?([a-z0-9-]+\\.(?:${SIMPLE_SUFFIXES.join('|')}))(?:[/?#:]|$)`,
);

function registrableDomain(site: string): string | undefined {
  const simple = SIMPLE_HOST.exec(site);
  if (simple?.[1]) return simple[1];
  const domain = getDomain(site.replace(/\s+/g, ''), { validateHostname: false, allowPrivateDomains: false });
  return domain ?? undefined;
}
