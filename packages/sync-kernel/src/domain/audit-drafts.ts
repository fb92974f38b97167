import type { AuditDraft, Change } from '../engine/change.js';
import type { ChangeOutcome } from '../engine/engine.js';
import type { JsonObject } from '../model/json.js';

/** Places of a change that an event names. */
const mostPointers = 64;

/**
 * What is recorded of a decision about a change: an event of each type, about its object, with the operation, where it
 * changes and every reason. No value of the record is among it.
 *
 * @param more what the domain records beside that, or in its place
 */
export const auditDrafts = (
  { objectId, operation, pointers }: Pick<Change<object>, 'objectId' | 'operation' | 'pointers'>,
  { reasons }: ChangeOutcome,
  eventTypes: readonly string[],
  more: JsonObject = {},
): readonly AuditDraft[] => {
  const details: JsonObject = {
    operation,
    pointers: pointers.slice(0, mostPointers),
    reasons: reasons.map(({ code, detail }) => `${code}: ${detail}`),
    ...more,
  };
  return eventTypes.map((eventType) => ({ eventType, subjectId: objectId, details }));
};
