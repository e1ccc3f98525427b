/** What the scores learnt from all accounts together. Plain JSON, kept under a version. */
import type { BgNbdParameters } from './bg-nbd.ts';
import type { GammaGammaParameters } from './gamma-gamma.ts';
import type { ScoresConfig } from './scores-config.ts';
import type { SegmentMedians } from './segment.ts';
import type { SimpleModel } from './simple-value.ts';

export type ValueModel =
  | {
      kind: 'bg_nbd+gamma_gamma';
      bgNbd: BgNbdParameters;
      gammaGamma: GammaGammaParameters;
      customers: number;
      repeatCustomers: number;
      /** Correlation of frequency and order value among repeat customers; the model assumes none. */
      correlation: number;
      warnings: string[];
    }
  | {
      kind: 'shrunk_simple';
      simple: SimpleModel;
      customers: number;
      repeatCustomers: number;
      warnings: string[];
    };

export type ScoreModels = {
  /** Content hash of everything below: equal models have equal ids. */
  id: string;
  asOf: string;
  config: ScoresConfig;
  value: ValueModel;
  /** Lower bounds of the value bands in minor units of the reporting currency. */
  valueBands: { name: string; from: number }[];
  /** Median gap between orders in days over all repeat customers; null when there are none. */
  medianGapDays: number | null;
  segments: SegmentMedians;
};
