import type { WireBytes } from './proxy.js';

/** A step that was carried out: milliseconds, and what passed the wire. */
export interface Step {
  readonly time: number;
  readonly wire: WireBytes;
}

/** Bytes that something took, of the server and of the devices; undefined where it could not be read. */
export interface Shares {
  readonly server: number | undefined;
  readonly writer: number | undefined;
  readonly reader: number | undefined;
}

/** What one contender cost with so many records. */
export interface Point {
  readonly records: number;
  /** Milliseconds in which the first device wrote and stored all, offline. */
  readonly write?: number;
  /** From the first device's connecting until the second has all, stored. */
  readonly transfer?: Step;
  /** High-water marks of resident memory after the transfer. */
  readonly memory?: Shares;
  /** Files after the transfer. */
  readonly disk?: Shares;
  /** A third device, new, from the server alone. */
  readonly first?: Step;
  /** Ten changes from the first to the second device, both connected. */
  readonly live?: Step;
  /** The same ten to the third device, from its connecting again. */
  readonly catchUp?: Step;
  /** Why the rest was not measured. */
  readonly why?: string;
}

/** One change to many devices. */
export type FanOut =
  | {
      readonly devices: number;
      /** Milliseconds from the change until half of the devices had it, and all. */
      readonly median: number;
      readonly last: number;
      readonly wire: WireBytes;
    }
  | { readonly why: string };

/** All of a contender's figures. */
export interface Series {
  readonly points: readonly Point[];
  readonly fanOut: FanOut;
}
