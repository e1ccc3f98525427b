import type { TruthRow, World } from '../../seed.ts';
import { SYSTEMS } from '../truth/presence.ts';
import type { Directory } from './directory.ts';

/** Which entity each record stands for, by system and then in the order of the ids. */
export function truthRows(directory: Directory): World['truth'] {
  const account = SYSTEMS.flatMap((connection) =>
    directory.accounts[connection].map(
      (copy): TruthRow => ({ connection, externalId: directory.idOf(copy), entity: copy.company.entity }),
    ),
  );
  const contact = (['salesforce', 'hubspot'] as const).flatMap((connection) =>
    directory.contacts[connection].map(
      (copy): TruthRow => ({ connection, externalId: directory.idOf(copy), entity: copy.person.entity }),
    ),
  );
  return { account, contact };
}
