import * as z from 'zod';

/**
 * A place among siblings as a fractional index: keys compare by their characters' code units, and
 * between any two there is room for a third. A trailing 0 is refused, as nothing fits between `a` and `a0`.
 */
export const orderKey = () =>
  z
    .string()
    .max(256)
    .regex(/^[0-9A-Za-z]*[1-9A-Za-z]$/, { error: 'a fractional index of 0-9, A-Z and a-z that does not end with 0' });
