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

const DOTLESS = [...DOTS_IGNORED].map((domain) => new TextEncoder().encode(domain));

/** Whether dots in a mailbox mean nothing at the domain from `start` to `end`. */
export function areDotsIgnored(bytes: Uint8Array, start: number, end: number): boolean {
  return DOTLESS.some(
    (domain) => domain.length === end - start && domain.every((byte, at) => byte === bytes[start + at]),
  );
}

export type Email = { local: string; domain: string };

/** The first address in the text, normalised; undefined when there is none. */
export function parseEmail(text: string): Email | undefined {
  const folded = fold(text);
  if (PLAIN_ADDRESS.test(folded)) {
    const at = folded.indexOf('@');
    return mailbox(folded.slice(0, at), folded.slice(at + 1));
  }
  const found = ADDRESS.exec(folded);
  if (!found?.[1] || !found[2]) return undefined;
  return mailbox(found[1].replace(/^mailto:/, ''), found[2].replace(/\.+$/, ''));
}
const ADDRESS = /([^\s<>"',;:()]+)@([^\s<>"',;:()@]+)/;
/** What nearly all are: nothing before or behind the address. */
const PLAIN_ADDRESS = /^[a-z0-9._+-]+@[a-z0-9.-]*[a-z0-9-]$/;

function mailbox(written: string, domain: string): Email {
  let local = written;
  const plus = local.indexOf('+');
  if (plus > 0) local = local.slice(0, plus);
  if (DOTS_IGNORED.has(domain)) local = local.replace(/\./g, '');
  return { local, domain };
}

/** Normalised addresses, sorted, joined by `|`. Text without an @ is kept as it is: typing errors lose it. */
export function standardiseEmails(values: readonly string[]): string {
  const parts = partedEmails(values);
  if (parts.length === 1) return standardiseEmail(parts[0] as string);
  return [...new Set(parts.map(standardiseEmail).filter((email) => email !== ''))].sort().join('|');
}

function standardiseEmail(value: string): string {
  const email = parseEmail(value);
  if (email !== undefined) return isNoMailbox(email.local) ? '' : `${email.local}@${email.domain}`;
  const bare = fold(value).replace(/[\s|]/g, '');
  return bare.length >= 8 && /[a-z]/.test(bare) ? bare : '';
}

export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}
