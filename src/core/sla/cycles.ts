/**
 * When a metric's clocks start, stop and pause, whatever their targets: the state machine of one metric over the
 * steps of a case.
 *
 * At most one cycle is open. A reply or the solving of the case closes it as the metric says; a reopened case
 * resumes the cycle that the solving closed (the time in between is a pause), begins a new one, or does nothing.
 */
import {
  type CaseState,
  METRIC_DEFINITIONS,
  type Metric,
  type MetricDefinition,
  type ReopenMode,
} from './metric.ts';
import type { Interval } from './open-intervals.ts';
import type { Step, Timeline } from './timeline.ts';

export type Stop = {
  at: number;
  /** `stop`: met or missed by its time · `cancel` · `fail`: missed whatever the time. */
  kind: 'stop' | 'cancel' | 'fail';
  reason: string | null;
};

export type Cycle = {
  number: number;
  start: number;
  /** Disjoint and rising; the last one ends at Infinity while the clock is paused. */
  pauses: Interval[];
  stop: Stop | null;
};

/** The settings of a policy that the state machine depends on. */
export type CycleSettings = {
  pauseOn: readonly CaseState[];
  onReopen: ReopenMode;
  solvedWithoutReply: 'cancelled' | 'missed';
};

type Machine = {
  definition: MetricDefinition;
  settings: CycleSettings;
  cycles: Cycle[];
  state: CaseState;
  open: Cycle | null;
  pausedSince: number | null;
  /** The cycle that the last solving closed. */
  solvedCycle: Cycle | null;
  /** The oldest customer message without an answer. */
  unansweredSince: number | null;
};

export function cyclesOf(metric: Metric, timeline: Timeline, settings: CycleSettings): Cycle[] {
  const definition = METRIC_DEFINITIONS[metric];
  const machine: Machine = {
    definition,
    settings,
    cycles: [],
    state: timeline.initialState,
    open: null,
    pausedSince: null,
    solvedCycle: null,
    unansweredSince: null,
  };
  if (definition.starts === 'creation') begin(machine, timeline.createdAt);
  for (const step of timeline.steps) {
    take(machine, step);
    if (step.kind === 'absorbed') break;
  }
  if (machine.open !== null && machine.pausedSince !== null) {
    machine.open.pauses.push([machine.pausedSince, Number.POSITIVE_INFINITY]);
  }
  return machine.cycles;
}

function take(machine: Machine, step: Step): void {
  const { definition } = machine;
  if (step.kind === 'reply') {
    machine.unansweredSince = null;
    if (definition.stops === 'public_reply') end(machine, { at: step.at, kind: 'stop', reason: null });
    if (definition.starts === 'public_reply' && machine.state !== 'solved') begin(machine, step.at);
  } else if (step.kind === 'message') {
    machine.unansweredSince ??= step.at;
    const starts = definition.starts === 'customer_message' && machine.state !== 'solved';
    if (starts && machine.open === null) begin(machine, step.at);
  } else if (step.kind === 'absorbed') {
    end(machine, { at: step.at, kind: 'cancel', reason: 'merged' });
  } else if (step.state !== machine.state) {
    changeState(machine, step.at, step.state);
  }
}

function changeState(machine: Machine, at: number, state: CaseState): void {
  const wasSolved = machine.state === 'solved';
  machine.state = state;
  if (state === 'solved') {
    const closing = machine.open;
    end(machine, stopBySolving(machine, at));
    machine.solvedCycle = closing;
    return;
  }
  if (wasSolved) reopen(machine, at);
  if (machine.open === null) return;
  const pauses = machine.settings.pauseOn.includes(state);
  if (pauses) machine.pausedSince ??= at;
  else if (machine.pausedSince !== null) {
    addPause(machine.open, machine.pausedSince, at);
    machine.pausedSince = null;
  }
}

function stopBySolving({ definition, settings }: Machine, at: number): Stop {
  if (definition.solved === 'stop') return { at, kind: 'stop', reason: null };
  const fails = definition.starts === 'creation' && settings.solvedWithoutReply === 'missed';
  return { at, kind: fails ? 'fail' : 'cancel', reason: 'solved_without_reply' };
}

function reopen(machine: Machine, at: number): void {
  const { solvedCycle, settings, definition } = machine;
  machine.solvedCycle = null;
  if (solvedCycle !== null && settings.onReopen === 'resume') {
    addPause(solvedCycle, solvedCycle.stop?.at ?? at, at);
    solvedCycle.stop = null;
    machine.open = solvedCycle;
  } else if (solvedCycle !== null && settings.onReopen === 'new_cycle') {
    begin(machine, at);
  }
  // Somebody wrote while the case was solved and still waits for an answer.
  const waits = definition.starts === 'customer_message' && machine.unansweredSince !== null;
  if (waits && machine.open === null) begin(machine, machine.unansweredSince ?? at);
}

function begin(machine: Machine, start: number): void {
  const cycle: Cycle = { number: machine.cycles.length + 1, start, pauses: [], stop: null };
  machine.cycles.push(cycle);
  machine.open = cycle;
  machine.pausedSince = machine.settings.pauseOn.includes(machine.state) ? start : null;
}

function end(machine: Machine, stop: Stop): void {
  const { open, pausedSince } = machine;
  if (open === null) return;
  if (pausedSince !== null) addPause(open, pausedSince, stop.at);
  open.stop = stop;
  machine.open = null;
  machine.pausedSince = null;
}

/** Neighbouring pauses become one; an empty one is none. */
function addPause(cycle: Cycle, from: number, to: number): void {
  if (to <= from) return;
  const last = cycle.pauses.at(-1);
  if (last !== undefined && last[1] >= from) cycle.pauses[cycle.pauses.length - 1] = [last[0], to];
  else cycle.pauses.push([from, to]);
}
