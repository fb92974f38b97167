import type { WriteCode } from '../device/device.js';
import type { StoreCode } from '../store/store-code.js';

/** Why a review was not made. Nothing was signed. */
export const reviewFaults = {
  not_waiting: 'The write does not wait for a person: it was settled, or is not here.',
  own_write: 'The change was made on this device: somebody else reviews it, or this person on another device.',
  not_a_reviewer: 'Whoever uses this device may not review writes of the collection.',
  unreadable: 'The write cannot be read here, so nobody can decide about it here.',
  record_refused: 'The edited record does not fit its schema.',
  secret_found: 'The edited record holds what looks like a secret: put it into the vault, and a reference here.',
  review_refused: 'The scope does not accept the review.',
} as const;
export type ReviewCode = keyof typeof reviewFaults | WriteCode | StoreCode;
