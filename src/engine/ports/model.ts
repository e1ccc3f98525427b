/** Versions of the matching models: which one is in force, and which one is proposed. */
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { ModelPreview } from '../model-preview.ts';

export type ModelState = 'candidate' | 'adopted' | 'in_force' | 'retired' | 'discarded';

/** A version without its model, which is megabytes. */
export type ModelVersion = {
  version: number;
  state: ModelState;
  estimatedAt: Date;
  adoptedAt: Date | null;
  inForceAt: Date | null;
  preview: ModelPreview | null;
};

export interface ModelStore {
  /** Every version, the newest first. */
  versions(entity: GoldenType): Promise<ModelVersion[]>;
  /** Null where there is no such version, or it was discarded. */
  read(entity: GoldenType, version: number): Promise<MatchModel | null>;
  /** Keeps a candidate in the place of an earlier one; returns its version. */
  propose(entity: GoldenType, model: MatchModel, preview: ModelPreview, at: Date): Promise<number>;
  /** The candidate is to be put in force by the next run; false where it is no candidate. */
  adopt(entity: GoldenType, version: number, at: Date): Promise<boolean>;
  /** Drops the candidate, or the adopted version that no run has put in force yet; returns it, null for none. */
  discard(entity: GoldenType): Promise<number | null>;
  /** The version that the next run is to put in force. */
  adopted(entity: GoldenType): Promise<{ version: number; model: MatchModel } | null>;
  /** Retires the version in force; this one takes its place. The adopted one must still be it. */
  putInForce(entity: GoldenType, version: number, at: Date): Promise<boolean>;
}
