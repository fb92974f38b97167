import { printable } from './paint.js';

/** Tells a person something on standard error: results alone go to standard output. */
export const say = (message: string): void => {
  process.stderr.write(`${printable(message)}\n`);
};
