import { createHash } from 'node:crypto';
import { mergeMembers } from '../../core/merge/merge.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { JsonObject } from '../../util/json.ts';
import type { EngineContext } from '../context.ts';
import type { MemberRow } from '../ports/golden.ts';
import type { HeldPart } from '../ports/run.ts';

const BATCH = 1_000;

/** Computes the values of golden records whose members changed. */
export async function mergeEntity(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const entity = held.part as GoldenType;
  const total = await context.store.golden.mergeDueCount(entity);
  let merged = 0;
  while (total > 0) {
    signal.throwIfAborted();
    const taken = await mergeBatch(context, held, entity);
    merged += taken;
    await context.store.run.progress(held, merged, total);
    if (taken < BATCH) break;
  }
  return { merged };
}

async function mergeBatch(context: EngineContext, held: HeldPart, entity: GoldenType): Promise<number> {
  return context.store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    const ids = await tx.golden.takeMergeDue(entity, BATCH);
    const members = Map.groupBy(await tx.golden.members(ids), (member) => member.goldenId);
    await tx.golden.saveMerged(
      ids.map((id) => {
        const { values, provenance } = mergeMembers(
          entity,
          (members.get(id) ?? []).map(asMember),
          context.config.survivorship,
        );
        const hash = createHash('sha1')
          .update(JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))))
          .digest('base64');
        return { id, fields: values, provenance, hash };
      }),
    );
    return ids.length;
  });
}

function asMember(row: MemberRow) {
  return {
    key: row.key,
    connection: row.connection,
    trust: row.trust,
    modifiedAtMs: row.modifiedAt.getTime(),
    record: row.mapped,
  };
}
