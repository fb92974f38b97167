/** How many times the usual number of runs a test makes: `SOURCEOS_SOAK`, 1 where it is not set. */
export declare const soak: number;
