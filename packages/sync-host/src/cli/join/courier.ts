import type { HostResult } from '../../failure.js';

/** The messages by which two devices meet, in their order. */
export const slots = ['request', 'invitation', 'reveal'] as const;
export type Slot = (typeof slots)[number];

export type CourierCode = 'relay_unreachable' | 'mailbox_refused' | 'mailbox_taken' | 'no_answer' | 'not_confirmed';

/** How messages get from one device to the other. Whoever carries them is not trusted: the compared code is. */
export interface Courier {
  readonly send: (slot: Slot, text: string) => Promise<HostResult<undefined, CourierCode>>;
  /** Waits for what the other device sent. */
  readonly receive: (slot: Slot) => Promise<HostResult<string, CourierCode>>;
}
