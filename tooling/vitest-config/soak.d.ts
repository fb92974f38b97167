/** How many times the usual number of runs a test makes: `SOURCEOS_SOAK`, 1 where it is not set. */
export declare const soak: number;

/**
 * Seeds from 1, the usual count times `soak`. Where several processes share the work (`SOURCEOS_SOAK_PART`, such as
 * `2/4`), the part of this one: a run of seeds that none of the others has.
 */
export declare const seedsOf: (count: number) => readonly number[];

/** Notes how much of something a soak has tried, for the sums that `npm run soak` ends with; only what passed counts. */
export declare const counted: (what: string, count: number) => void;
