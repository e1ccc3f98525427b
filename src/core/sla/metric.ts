/** The seven metrics as data: what starts a clock, what stops it, what holds it, and what a reopened case does to it. */
export const METRICS = [
  'first_reply',
  'next_reply',
  'periodic_update',
  'pausable_update',
  'requester_wait',
  'agent_work',
  'total_resolution',
] as const;
export type Metric = (typeof METRICS)[number];

/** `pending` waits on the customer, `on_hold` on a third party. */
export const CASE_STATES = ['new', 'open', 'pending', 'on_hold', 'solved'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export type ReopenMode = 'resume' | 'new_cycle' | 'ignore';

export type MetricDefinition = {
  starts: 'creation' | 'customer_message' | 'public_reply';
  stops: 'public_reply' | 'solved';
  pauseOn: readonly CaseState[];
  onReopen: ReopenMode;
  /** What solving the case does to a clock that waits for something else. */
  solved: 'cancel' | 'stop';
};

export const METRIC_DEFINITIONS: { readonly [M in Metric]: MetricDefinition } = {
  first_reply: {
    starts: 'creation',
    stops: 'public_reply',
    pauseOn: [],
    onReopen: 'resume',
    solved: 'cancel',
  },
  next_reply: {
    starts: 'customer_message',
    stops: 'public_reply',
    pauseOn: [],
    onReopen: 'resume',
    solved: 'cancel',
  },
  periodic_update: {
    starts: 'public_reply',
    stops: 'public_reply',
    pauseOn: [],
    onReopen: 'ignore',
    solved: 'stop',
  },
  pausable_update: {
    starts: 'public_reply',
    stops: 'public_reply',
    pauseOn: ['pending'],
    onReopen: 'ignore',
    solved: 'stop',
  },
  requester_wait: {
    starts: 'creation',
    stops: 'solved',
    pauseOn: ['pending'],
    onReopen: 'new_cycle',
    solved: 'stop',
  },
  agent_work: {
    starts: 'creation',
    stops: 'solved',
    pauseOn: ['pending', 'on_hold'],
    onReopen: 'new_cycle',
    solved: 'stop',
  },
  total_resolution: {
    starts: 'creation',
    stops: 'solved',
    pauseOn: [],
    onReopen: 'new_cycle',
    solved: 'stop',
  },
};
