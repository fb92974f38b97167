import type { StoredEntry } from '../store.js';

/** An entry as the log of operations has it: its bytes are elsewhere. */
export interface LoggedEntry extends Omit<StoredEntry, 'bytes'> {
  readonly length: number;
  /** Where the bytes are, in order: sequences of the stream of bodies. */
  readonly body: readonly number[];
}

/**
 * What happens to a scope. The operations on its subject are all that is replicated: whoever applies them in order has
 * the scope. Bytes are base64.
 */
export type Operation =
  | { readonly do: 'open'; readonly scopeId: string; readonly genesis: string; readonly opener: string }
  | {
      readonly do: 'append';
      readonly scopeId: string;
      readonly after: number;
      readonly entries: readonly LoggedEntry[];
      /** Level, index, hash. */
      readonly nodes: readonly (readonly [number, number, string])[];
    }
  | {
      readonly do: 'snapshot';
      readonly scopeId: string;
      readonly upTo: number;
      readonly statement: string;
      readonly signature: string;
      readonly length: number;
      readonly body: readonly number[];
    }
  | { readonly do: 'prune'; readonly scopeId: string; readonly upTo: number };

/** An operation with what tells it from every other attempt: whether an error hid a success is seen by it. */
export type Attempt = Operation & { readonly id: string };

export const encodeAttempt = (attempt: Attempt): Uint8Array => Buffer.from(JSON.stringify(attempt));

/** Only relays write to the subjects: what is read there is what one of them wrote. */
export const decodeAttempt = (bytes: Uint8Array): Attempt => JSON.parse(Buffer.from(bytes).toString()) as Attempt;
