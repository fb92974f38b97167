import type { Measured, Measurement } from '../measure.js';
import type { Estate } from './generate.js';

/** What the estate suite measured. */
export interface EstateResult {
  readonly estate: Estate;
  readonly bare: Measurement;
  /** Ours, given the folder. */
  readonly scan: Measurement;
  /** Ours, given the list. */
  readonly listed: Measurement;
  readonly peers: readonly Measurement[];
  /** Node alone. */
  readonly node: Measurement;
  /** Ours, on one repository. */
  readonly check: Measurement;
}

export const measured = (entry: Measurement): Measured | undefined => (entry.measured ? entry : undefined);
