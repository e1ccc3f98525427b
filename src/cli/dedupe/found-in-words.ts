import { counted } from '../../util/counted.ts';

/** What a run found, in one sentence without its end: `3 records describe 2 entities: 1 duplicate found`. */
export function foundInWords(
  records: number,
  entities: number,
  stress: (text: string) => string = (text) => text,
): string {
  const described = `${counted(records, 'record')} ${records === 1 ? 'describes' : 'describe'} ${counted(entities, 'entity', 'entities')}`;
  return `${described}: ${stress(counted(records - entities, 'duplicate'))} found`;
}
