/**
 * The scorecards that hold without configuration. The weights are a judgement, not a measurement: they are meant
 * to be replaced by what the backtest proposes.
 */
import type { Scorecard } from './health-config.ts';

const payment: Scorecard['groups'][number] = {
  key: 'payment',
  label: 'Payment',
  weight: 5,
  measures: [
    {
      key: 'overdue_receivables_percent',
      weight: 3,
      points: [
        [0, 100],
        [20, 70],
        [50, 30],
        [100, 0],
      ],
    },
    {
      key: 'average_days_late',
      weight: 2,
      points: [
        [0, 100],
        [10, 75],
        [30, 35],
        [60, 0],
      ],
    },
  ],
};

const service: Scorecard['groups'][number] = {
  key: 'service',
  label: 'Service',
  weight: 8,
  measures: [
    {
      key: 'recent_breaches',
      weight: 3,
      points: [
        [0, 100],
        [1, 60],
        [3, 20],
        [5, 0],
      ],
    },
    {
      key: 'oldest_open_urgent_days',
      weight: 2,
      points: [
        [0, 100],
        [1, 80],
        [5, 20],
        [10, 0],
      ],
    },
    {
      key: 'open_cases',
      weight: 1,
      points: [
        [0, 100],
        [2, 80],
        [5, 40],
        [10, 0],
      ],
    },
    {
      key: 'resolution_days',
      weight: 1,
      points: [
        [0.5, 100],
        [2, 80],
        [7, 40],
        [21, 0],
      ],
    },
  ],
};

const sales: Scorecard['groups'][number] = {
  key: 'sales',
  label: 'Sales',
  weight: 3,
  measures: [
    {
      key: 'open_pipeline_count',
      weight: 1,
      points: [
        [0, 40],
        [1, 75],
        [3, 100],
      ],
    },
    {
      key: 'win_rate_percent',
      weight: 1,
      points: [
        [0, 20],
        [30, 60],
        [70, 100],
      ],
    },
  ],
};

const urgentCap: Scorecard['caps'][number] = {
  measure: 'oldest_open_urgent_days',
  over: 5,
  atMost: 39,
  reason: 'an urgent case has been open for more than 5 days',
};

const lapsedCap: Scorecard['caps'][number] = {
  measure: 'overdue_ratio',
  over: 4,
  atMost: 39,
  reason: 'no order for more than four usual gaps',
};

export const DEFAULT_CARDS: Scorecard[] = [
  {
    name: 'new',
    stage: 'new',
    groups: [
      {
        key: 'business',
        label: 'Business',
        weight: 7,
        measures: [
          {
            key: 'days_since_last_order',
            weight: 1,
            points: [
              [14, 100],
              [45, 70],
              [90, 35],
              [180, 0],
            ],
          },
        ],
      },
      payment,
      service,
      sales,
    ],
    caps: [urgentCap],
  },
  {
    name: 'established',
    stage: 'any',
    groups: [
      {
        key: 'business',
        label: 'Business',
        weight: 7,
        measures: [
          {
            key: 'revenue_change_percent',
            weight: 1,
            points: [
              [-60, 0],
              [-20, 35],
              [0, 70],
              [20, 100],
            ],
          },
          {
            key: 'overdue_ratio',
            weight: 1,
            points: [
              [0.8, 100],
              [1, 80],
              [1.5, 50],
              [3, 0],
            ],
          },
        ],
      },
      payment,
      service,
      sales,
    ],
    caps: [urgentCap, lapsedCap],
  },
];
