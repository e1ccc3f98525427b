/**
 * Which alerts are to be raised and which to be taken back: a pure decision over the clocks as they are and the
 * alerts as they were sent.
 *
 * One alert for each (clock, threshold, target in force): its key is made of these and of nothing else. A breach is
 * alerted once, whatever has become of the clock since. Of the warnings only the gravest that was reached, and only
 * while the clock runs: one that is no longer true is dropped. An alert whose threshold turns out not to have been
 * reached (the reply was made in time and arrived late) is retracted; should it be reached after all, it is raised
 * once more, and not again.
 */
import type { Clock, Crossing } from './clock.ts';
import type { Metric } from './metric.ts';
import type { SlaConfig } from './sla-config.ts';

export type SentAlert = { key: string; retracted: boolean };

export type Alert = {
  key: string;
  caseId: string;
  type: Clock['type'];
  metric: Metric;
  cycle: number;
  /** `breach`, `90%`, `-PT15M`. */
  threshold: string;
  target: string;
  /** When the threshold was reached; null of a retraction: it never was. */
  at: string | null;
  dueAt: string | null;
  /** True: an alert that was sent proved wrong. */
  retract: boolean;
};

export type AlertOptions = {
  now: string;
  /** Nothing reached before it is alerted; null: the connection is not live, so nothing at all. */
  goLiveAt: string | null;
  /** Everything ever sent about the cases of these clocks. */
  alreadySent: readonly SentAlert[];
  settings?: SlaConfig['alerts'];
};

const SECOND_TIME = '#2';
const DEFAULT_SETTINGS: SlaConfig['alerts'] = { warnings: ['75%', '90%'], types: ['sla'] };

/** Sorted by key. */
export function dueAlerts(clocks: readonly Clock[], options: AlertOptions): Alert[] {
  const settings = options.settings ?? DEFAULT_SETTINGS;
  const sent = new Map(options.alreadySent.map(({ key, retracted }) => [key, retracted]));
  const watched = clocks.filter(({ type }) => settings.types.includes(type));
  const raised = watched.flatMap((clock) =>
    worthAlerting(clock, settings, options).flatMap((crossing) => raise(clock, crossing, sent)),
  );
  return [...raised, ...retractions(clocks, options.alreadySent)].sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function alertKey(
  clock: Pick<Clock, 'caseId' | 'type' | 'metric' | 'cycle'>,
  { threshold, target }: Pick<Crossing, 'threshold' | 'target'>,
): string {
  return [clock.caseId, clock.type, clock.metric, clock.cycle, threshold, target].join('|');
}

function worthAlerting(
  clock: Clock,
  settings: SlaConfig['alerts'],
  { goLiveAt, now }: AlertOptions,
): Crossing[] {
  if (goLiveAt === null) return [];
  const live = clock.crossings.filter(
    ({ at }) => Date.parse(at) >= Date.parse(goLiveAt) && Date.parse(at) <= Date.parse(now),
  );
  const breach = live.find(({ threshold }) => threshold === 'breach');
  if (breach !== undefined) return [breach];
  if (clock.state !== 'running') return [];
  const warnings = live.filter(
    ({ threshold, target }) => settings.warnings.includes(threshold) && target === clock.target,
  );
  const gravest = warnings.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
  return gravest === undefined ? [] : [gravest];
}

function raise(clock: Clock, crossing: Crossing, sent: ReadonlyMap<string, boolean>): Alert[] {
  const first = alertKey(clock, crossing);
  const second = first + SECOND_TIME;
  const key = sent.get(first) === true ? second : first;
  if (sent.has(key)) return [];
  const { caseId, type, metric, cycle, dueAt } = clock;
  return [{ key, caseId, type, metric, cycle, ...crossing, dueAt, retract: false }];
}

function retractions(clocks: readonly Clock[], alreadySent: readonly SentAlert[]): Alert[] {
  const reached = new Set(
    clocks.flatMap((clock) => clock.crossings.map((crossing) => alertKey(clock, crossing))),
  );
  return alreadySent.flatMap(({ key, retracted }) => {
    const plain = key.endsWith(SECOND_TIME) ? key.slice(0, -SECOND_TIME.length) : key;
    const alert = retracted || reached.has(plain) ? null : alertOf(key, plain);
    return alert === null ? [] : [alert];
  });
}

/** Out of its key: the clock itself may be gone. A case id may hold the separator, the other parts do not. */
function alertOf(key: string, plain: string): Alert | null {
  const parts = plain.split('|');
  const [type, metric, cycle, threshold, target] = parts.slice(-5);
  if (type === undefined || metric === undefined || threshold === undefined || target === undefined)
    return null;
  return {
    key,
    caseId: parts.slice(0, -5).join('|'),
    type: type as Clock['type'],
    metric: metric as Metric,
    cycle: Number(cycle),
    threshold,
    target,
    at: null,
    dueAt: null,
    retract: true,
  };
}
