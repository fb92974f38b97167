/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  /** Where it is: JSON Pointers. */
  readonly pointers: readonly string[];
  /** What would be so, as a sentence. */
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

/** A concern of a domain that tells several kinds apart. */
export interface ConcernOf<Kind extends string> extends Concern {
  readonly kind: Kind;
}
