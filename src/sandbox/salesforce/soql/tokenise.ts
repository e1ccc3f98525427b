/** SOQL text → tokens. Literals follow "Date Formats" and "Quoted String Escape Sequences" of the SOQL reference. */
import { badRequest } from '../api-error.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'datetime' | 'date' | 'symbol' | 'end';
export type Token = { kind: TokenKind; text: string; at: number };

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/y],
  ['date', /\d{4}-\d\d-\d\d/y],
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?::\d+)?/y],
  ['symbol', /!=|<>|<=|>=|[=<>(),]/y],
];
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** String tokens carry their value; `\_` and `\%` stay escaped, because only LIKE may read them. */
export function tokenise(soql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < soql.length) {
    const character = soql[at] as string;
    if (/\s/.test(character)) at += 1;
    else if (character === "'") {
      const literal = readString(soql, at);
      tokens.push({ kind: 'string', text: literal.value, at });
      at = literal.end;
    } else {
      const token = readToken(soql, at);
      tokens.push(token);
      at += token.text.length;
    }
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: soql.length });
  return tokens;
}

function readToken(soql: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(soql)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  throw badRequest('MALFORMED_QUERY', `unexpected token: '${soql[at]}'`);
}

function readString(soql: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start + 1; at < soql.length; at++) {
    const character = soql[at] as string;
    if (character === "'") return { value, end: at + 1 };
    if (character !== '\\') {
      value += character;
      continue;
    }
    const next = soql[at + 1] ?? '';
    const unicode = /^u([0-9a-fA-F]{4})/.exec(soql.slice(at + 1, at + 6));
    if (unicode !== null) {
      value += String.fromCharCode(Number.parseInt(unicode[1] as string, 16));
      at += 5;
    } else {
      value += unescaped(next);
      at += 1;
    }
  }
  throw badRequest('MALFORMED_QUERY', "line 1:0 no viable alternative at character '<EOF>'");
}

function unescaped(character: string): string {
  if (character === '_' || character === '%') return `\\${character}`;
  const plain = ESCAPES[character.toLowerCase()] ?? ESCAPES[character];
  if (plain === undefined) {
    throw badRequest('MALFORMED_QUERY', `Illegal string literal, invalid escape sequence '\\${character}'`);
  }
  return plain;
}
