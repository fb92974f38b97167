import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';

/**
 * A rule of the domain that a write breaks.
 *
 * @param pointer the member that breaks it, as a JSON Pointer; `''` for the write as a whole
 * @param rule the rule as a sentence
 */
export const engineDenied = (pointer: string, rule: string): Reason =>
  reasonOf('engine_denied', { pointer, evidence: { rule } });
