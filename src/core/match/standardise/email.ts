import { fold } from './fold.ts';
import { isNoMailbox } from './placeholder.ts';
import { partedEmails } from './several.ts';

/** Providers whose domain tells nothing of the employer. */
const FREE_MAIL = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.co.jp yahoo.ca ymail.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr
  outlook.com outlook.de outlook.fr live.com live.co.uk msn.com aol.com icloud.com me.com mac.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de
  t-online.de freenet.de arcor.de mail.com mail.ru yandex.ru yandex.com rambler.ru bk.ru list.ru inbox.ru proton.me protonmail.com
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it virgilio.it tiscali.it alice.it btinternet.com sky.com talktalk.net
  ntlworld.com blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
  qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net docomo.ne.jp ezweb.ne.jp softbank.ne.jp zoho.com fastmail.com
  terra.com.br uol.com.br bol.com.br hotmail.es telefonica.net bluewin.ch hushmail.com example.com example.org example.net`.split(
    /\s+/,
  ),
);
const DOTS_IGNORED = new Set(['gmail.com', 'googlemail.com']);

export type Email = { local: string; domain: string };

/** The first address in the text, normalised; undefined when there is none. */
export function parseEmail(text: string): Email | undefined {
  const found = /([^\s<>"',;:()]+)@([^\s<>"',;:()@]+)/.exec(fold(text));
  if (!found?.[1] || !found[2]) return undefined;
  const domain = found[2].replace(/\.+$/, '');
  let local = found[1].replace(/^mailto:/, '');
  const plus = local.indexOf('+');
  if (plus > 0) local = local.slice(0, plus);
  if (DOTS_IGNORED.has(domain)) local = local.replace(/\./g, '');
  return { local, domain };
}

/** Normalised addresses, sorted, joined by `|`. Text without an @ is kept as it is: typing errors lose it. */
export function standardiseEmails(values: readonly string[]): string {
  const found = new Set<string>();
  for (const value of partedEmails(values)) {
    const email = parseEmail(value);
    if (email && isNoMailbox(email.local)) continue;
    if (email) found.add(`${email.local}@${email.domain}`);
    else {
      const bare = fold(value).replace(/[\s|]/g, '');
      if (bare.length >= 8 && /[a-z]/.test(bare)) found.add(bare);
    }
  }
  return [...found].sort().join('|');
}

export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}
