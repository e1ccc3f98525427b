/** Pairs of values that comparators meet: known ones, and known ones with slips of the keyboard. */
import fc from 'fast-check';
import { type AtomTable, atomTables, countsOf } from '#src/core/match/atoms.ts';
import { areApart } from '#src/core/match/compare/apart.ts';
import { areSignaturesApart } from '#src/core/match/compare/signatures-apart.ts';
import { buildCorpus } from '#src/core/match/corpus.ts';
import type { Feature } from '#src/core/match/features.ts';
import type { GoldenType } from '#src/core/model/entity.ts';
import { generatedRecords } from './match-records.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789 |.@-'];

/** Values of columns that the generated records lack, or have none like. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  socials: ['linkedin/company-acme', 'facebook/acme', 'linkedin/company-acme-uk|x/acme', 'instagram/beta'],
  linkedin: ['anna-schmid-1a2b3c', 'anna-schmidt-77', 'john-doe', 'jdoe|john-doe-9'],
  company_number: ['hrb12345', '01234567', 'hrb123456', '1234567', '99887'],
  email: [
    'anna.schmid@acme.com',
    'a.schmid@acme.com|anna@web.de',
    'info@beta.de',
    'schmid77@gmx.de',
    'al@acme.com',
    'al@acme.com|info@beta.de',
  ],
  postal: ['123', '1234', '12345', '012345', 'sw1', 'sw1a', 'sw1a1aa'],
  national_id: ['123456789', '123456798', '12345678', '987654321'],
  industry: ['software', 'retail', 'retail trade'],
  brand: ['acme', 'acme tools', 'beta'],
  parent: ['001a', '001b', 'acme'],
  gender: ['m', 'f', 'x'],
  birth_place: ['london', 'leeds', 'north london'],
  occupation: ['nurse', 'head nurse', 'teacher'],
  locality: ['soho', 'west soho', 'camden'],
  mailbox: ['info@acme.com', 'sales@acme.com', 'office@beta.de'],
  middle: ['ann', 'anne', 'b'],
  geo: ['1.00000,2.00000', '1.00010,2.00000'],
  suffix: ['jr', 'sr', '2'],
  name: ['kestrel', 'kestrels', 'ordane', 'ord ane', 'zenith', 'zen harbour'],
  company: ['kestrel', 'kestrels', 'ordanex', 'harbour', 'mill lane'],
  domain: ['acmes.com', 'acmese.com', 'acme.de', 'acmeser.com'],
};

/** One to six slips of the keyboard. */
const slips = fc.array(
  fc.record({
    kind: fc.constantFrom('drop', 'add', 'swap', 'replace'),
    at: fc.nat(60),
    letter: fc.constantFrom(...LETTERS),
  }),
  { minLength: 1, maxLength: 6 },
);

function slipped(text: string, list: readonly { kind: string; at: number; letter: string }[]): string {
  let found = text;
  for (const { kind, at, letter } of list) {
    const place = at % (found.length + 1);
    const [before, after] = [found.slice(0, place), found.slice(place)];
    if (kind === 'drop') found = before + after.slice(1);
    else if (kind === 'add') found = before + letter + after;
    else if (kind === 'replace') found = before + letter + after.slice(1);
    else found = before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  }
  // What standardising leaves: no blanks at the ends or in a row, no empty entries.
  return found
    .replace(/ *\| */g, '|')
    .replace(/\|+/g, '|')
    .replace(/^[| ]+|[| ]+$/g, '')
    .replace(/ +/g, ' ');
}

/** Two different values of a feature's column. */
export function valuePairs(type: GoldenType, feature: Feature): fc.Arbitrary<readonly [string, string]> {
  const known = recordsOf(type).flatMap(({ standardised }) => standardised[feature.column] ?? []);
  // Ours are the ones at the bounds of a rule: they must not drown among hundreds.
  const pools = [MORE[feature.column] ?? [], [...new Set(known)].slice(0, 400)].filter(
    ({ length }) => length > 0,
  );
  const value = fc.oneof(...pools.map((values) => fc.constantFrom(...values)));
  const near = fc.tuple(value, slips).map(([text, list]) => [text, slipped(text, list)] as const);
  const cut = fc.tuple(value, fc.nat(20)).map(([text, at]) => [text, text.slice(0, at).trim()] as const);
  return fc
    .oneof(fc.tuple(value, value), near, cut)
    .filter(([left, right]) => left !== right && right !== '' && left !== '');
}

const generated = new Map<GoldenType, ReturnType<typeof generatedRecords>>();

function recordsOf(type: GoldenType): ReturnType<typeof generatedRecords> {
  const known = generated.get(type) ?? generatedRecords(type, 60);
  generated.set(type, known);
  return known;
}

/** The outcome either way round, and what the quick looks at the letters and at the signatures say. */
export function compared(
  feature: Feature,
  left: string,
  right: string,
): {
  isApart: boolean;
  areSignaturesApart: boolean;
  packed: number;
  back: number;
} {
  const records = [left, right].map((text, id) => ({
    id: String(id),
    standardised: { [feature.column]: text },
  }));
  const corpus = buildCorpus(records, { features: [feature], keepSources: false });
  const [table] = atomTables(corpus, {}) as [AtomTable];
  const { signature } = feature.comparator;
  const { valueOf, texts } = corpus.spaces[0] as (typeof corpus.spaces)[number];
  const [one, other] = [1, 2].map((id) =>
    feature.comparator.prepare(valueOf(id), [...(countsOf(table, id) as number[])], corpus.records),
  );
  return {
    isApart: areApart(feature.comparator.apart, texts, 1, 2),
    areSignaturesApart: signature !== undefined && areSignaturesApart(signature, table.signatures, 1, 2),
    packed: feature.comparator.compare(one as never, other as never),
    back: feature.comparator.compare(other as never, one as never),
  };
}
