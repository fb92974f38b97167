import type { HostFailure, HostResult } from '../failure.js';
import type { LogState } from './log-state.js';
import type { TransportFailure } from './transport.js';

/** What a device found out about a relay by what it signed. */
export const trustFailures = [
  /** The relay, or what it signs, does not have the key that was pinned. */
  'relay_key_changed',
  /** Two words of the relay cannot both be true: a rollback, a split view, a broken receipt. */
  'heads_contradict',
  /** The entries that it sent are not those under its head: tampered with, dropped, reordered or put in. */
  'entries_contradict',
  /** A receipt that is not one for what was sent. */
  'receipt_invalid',
  /** Its head counts entries that it does not send. Nothing proves intent: what it has is stale. */
  'entries_withheld',
] as const;
export type TrustFailure = (typeof trustFailures)[number];

export type RelayFailure = TransportFailure | TrustFailure;

/** A failure; `state` where it changes what has to be remembered of the relay. */
export interface RelayFault extends HostFailure<RelayFailure> {
  readonly state?: LogState;
}

export type RelayResult<Value> = Exclude<HostResult<Value, RelayFailure>, HostFailure<RelayFailure>> | RelayFault;
