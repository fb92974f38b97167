/** Something that is not as it should be. */
export interface Finding {
  /** What was looked at: a stable name. */
  readonly check: string;
  readonly message: string;
  readonly repaired: boolean;
  /** What a person can do; of no use where it is repaired. */
  readonly remedy: string;
}
