/** The latest time that a date can hold, in milliseconds (ECMA-262 §21.4.1.1); RFC 3339 ends with the year 9999. */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A time in milliseconds since the epoch as RFC 3339 in UTC; a clock that claims what no date can hold is cut there. */
export const moment = (at: number): string => new Date(Math.min(Math.max(Math.floor(at), 0), latest)).toISOString();
