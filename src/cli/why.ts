import { ConfigError } from '../core/errors.ts';
import { ENTITY_TYPES, type EntityType } from '../core/model/entity.ts';
import { findGolden, findRecords } from '../store/why.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { withExistingRuntime } from './start/with-runtime.ts';
import { explainGolden } from './why/explain-golden.ts';
import { explainPair } from './why/explain-pair.ts';
import { explainRecord } from './why/explain-record.ts';
import { type Explanation, renderExplanation } from './why/explanation.ts';

const TYPES = [...ENTITY_TYPES, 'golden', 'pair'] as const;

export const command: Command = {
  name: 'why',
  summary: 'explain one record, pair, golden record, value, score or clock',
  usage: `why ${TYPES.join('|')} ID [ID]`,
  options: [],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const [type = '', id, other] = context.args;
  if (
    !(TYPES as readonly string[]).includes(type) ||
    id === undefined ||
    (type === 'pair' && other === undefined)
  ) {
    throw new ConfigError({
      code: 'WHY_USAGE',
      message: `usage: goldenrod why TYPE ID, where TYPE is one of ${TYPES.join(', ')}; a pair takes two ids (connection/stream/id, or the CRM's id)`,
    });
  }
  return withExistingRuntime(context, 'why', async (runtime) => {
    const explanation = await explain();
    const { about, data } = explanation;
    if (context.json) await context.emit({ about, data });
    else context.print(renderExplanation(explanation));

    async function explain(): Promise<Explanation> {
      if (type === 'pair') return explainPair(runtime, id ?? '', other ?? '');
      const golden = await findGolden(runtime.pool, id ?? '');
      if (golden !== null) return explainGolden(runtime, golden);
      const records = type === 'golden' ? [] : await findRecords(runtime.pool, type as EntityType, id ?? '');
      const [record, second] = records;
      if (record === undefined) throw notFound(type, id ?? '');
      if (second !== undefined)
        throw ambiguous(records.map((r) => `${r.connection}/${r.stream}/${r.externalId}`));
      return explainRecord(runtime, record);
    }
  });
}

function notFound(type: string, id: string): ConfigError {
  return new ConfigError({
    code: 'NOT_KNOWN',
    message: `no ${type} with the id ${JSON.stringify(id)} has been read; check the id, or run: goldenrod sync`,
  });
}

function ambiguous(keys: readonly string[]): ConfigError {
  return new ConfigError({
    code: 'AMBIGUOUS',
    message: `several records go by that id; name one: ${keys.join(', ')}`,
  });
}
