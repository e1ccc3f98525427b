import type { Correction } from '../core/match/corrections.ts';

/** Who else would look like one entity, by the names of kinships. */
const KIN: Readonly<Record<string, string>> = {
  'same building': 'two companies in one building',
  'same group': 'two companies of one group',
  'branch of one office': 'two branches of one company',
  'parent and subsidiary': 'a parent and its subsidiary',
  'sister companies': 'sister companies',
  'same household': 'two people of one household',
  'family with one mailbox': 'a family with one mailbox',
  'family with one id': 'a family that goes by one number',
  'same company': 'two colleagues',
  'family in one company': 'relatives in one company',
  'namesakes in one household': 'namesakes in one household, such as father and son',
  namesakes: 'two people who happen to bear one name',
  twins: 'twins',
};

/** A step of the waterfall beyond the features: which of them tell partly the same, or who else would agree on them. */
export function correctionInWords(correction: Correction): string {
  const features = listed(correction.features.map((name) => name.replaceAll('_', ' ')));
  if (correction.reason === 'overlap') return `${features} tell partly the same: counted in part`;
  const who = KIN[correction.kinship] ?? correction.kinship;
  return features === '' ? `may be ${who}` : `may be ${who}, who would share ${features} as well`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
