/** `/__sandbox/…`: what only a sandbox has. Tests look at what was asked and stored, edit as a human, plant faults. */
import { z } from 'zod';
import type { Json } from '../../util/json.ts';
import type { SandboxClock } from '../clock.ts';
import { type FaultBox, FaultPlan } from './faults.ts';
import type { Crm, SandboxRequest, SandboxResponse, SideDoorEdit } from './message.ts';
import type { RequestLog } from './request-log.ts';

export const SIDE_DOOR_PREFIX = '/__sandbox/';

const Edit = z.strictObject({
  type: z.string(),
  id: z.string().optional(),
  fields: z.record(z.string(), z.json()).nullable(),
});
const Merge = z.strictObject({ type: z.string(), winner: z.string(), loser: z.string() });
const Shift = z.strictObject({ shift_ms: z.number().finite() });

export type SideDoorParts = { crm: Crm; log: RequestLog; faults: FaultBox; clock: SandboxClock };

/** Answers 400 with `{error}` for anything it does not understand; never throws. */
export function sideDoor(parts: SideDoorParts, request: SandboxRequest): SandboxResponse {
  try {
    return dispatch(parts, request) ?? refuse(404, `The side door has no ${request.method} ${request.path}.`);
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String((error as Error).message);
    return refuse(400, message);
  }
}

function dispatch(parts: SideDoorParts, request: SandboxRequest): SandboxResponse | undefined {
  const what = request.path.slice(SIDE_DOOR_PREFIX.length);
  if (request.method === 'GET') return show(parts, what);
  if (request.method === 'DELETE' && what === 'faults') {
    parts.faults.clear();
    return ok({ faults: [] });
  }
  return request.method === 'POST' ? change(parts, what, JSON.parse(request.body) as Json) : undefined;
}

function show({ crm, log, faults, clock }: SideDoorParts, what: string): SandboxResponse | undefined {
  if (what === 'requests') return ok({ requests: log.list() });
  if (what === 'faults') return ok({ faults: faults.list() });
  if (what === 'clock') return ok({ now: clock.now(), shift_ms: clock.shiftMs });
  if (!what.startsWith('records/')) return undefined;
  const type = decodeURIComponent(what.slice('records/'.length));
  const records = crm.records(type);
  if (records !== undefined) return ok({ records });
  return refuse(404, `${crm.name} has no records of type ${type}; it has ${crm.types().join(', ')}.`);
}

function change(parts: SideDoorParts, what: string, body: Json): SandboxResponse | undefined {
  if (what === 'edit') return ok({ record: parts.crm.edit(Edit.parse(body) as SideDoorEdit) });
  if (what === 'merge') {
    const { type, winner, loser } = Merge.parse(body);
    return ok({ record: parts.crm.merge(type, winner, loser) });
  }
  if (what === 'clock') {
    parts.clock.shiftTo(Shift.parse(body).shift_ms);
    return ok({ now: parts.clock.now(), shift_ms: parts.clock.shiftMs });
  }
  if (what !== 'faults') return undefined;
  const plans = z.array(FaultPlan).parse(Array.isArray(body) ? body : [body]);
  for (const plan of plans) parts.faults.plant(plan);
  return ok({ faults: parts.faults.list() });
}

function ok(body: unknown): SandboxResponse {
  return { status: 200, body };
}

function refuse(status: number, error: string): SandboxResponse {
  return { status, body: { error } };
}
