import type { AppliesTo } from './policy-statement.js';

/** Whether every text that `narrow` stands for is one that `wide` stands for; each may end in `*`. */
const coversText = (wide: string, narrow: string): boolean =>
  wide.endsWith('*') ? narrow.startsWith(wide.slice(0, -1)) : wide === narrow;

/** Whether a capability (`shell.run`, `shell.*`, `*`) or subject (`urn:srcos:agent:*`) is one of the pattern's. */
const matches = (pattern: string, text: string): boolean => coversText(pattern, text);

/** Whether an item speaks about the capability, for one of the subjects who ask. */
export const appliesTo = (item: AppliesTo, capability: string, subjects: readonly string[]): boolean =>
  matches(item.capability, capability) &&
  (item.subjects === undefined ||
    item.subjects.some((pattern) => subjects.some((subject) => matches(pattern, subject))));

/** Whether `wide` speaks about everything that `narrow` speaks about. */
export const covers = (wide: AppliesTo, narrow: AppliesTo): boolean =>
  coversText(wide.capability, narrow.capability) &&
  (wide.subjects === undefined ||
    (narrow.subjects?.every((inner) => wide.subjects?.some((outer) => coversText(outer, inner)) === true) ?? false));
