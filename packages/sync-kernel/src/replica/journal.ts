import type { ArrivedWrite } from '../gate/arrived-write.js';
import type { Outcome } from '../gate/decision.js';
import type { JsonObject } from '../model/json.js';
import type { HistoryEntry } from '../operations/history.js';

/** A write that came into effect here: when, and what it found in force. */
interface Line {
  readonly write: ArrivedWrite;
  readonly arrivedAt: number;
  readonly before: JsonObject | undefined;
}

/** What came into effect on this device, in that order. It is this device's alone, and no part of what is replicated. */
export interface Journal {
  /** Notes a write that is in effect from now on. `at`: this device's clock, milliseconds. */
  readonly note: (write: ArrivedWrite, at: number, before: JsonObject | undefined) => void;
  /** The lines with what each left in force; `inForce` says what an object is now. */
  readonly history: (
    inForce: (collection: string, objectId: string) => JsonObject | undefined,
  ) => readonly HistoryEntry[];
}

/** Whether a write with this outcome has its effect: what is held or kept apart gets its line when it is let in. */
export const takesEffect = (outcome: Outcome): boolean =>
  outcome === 'applied' || outcome === 'merged' || outcome === 'superseded';

export const createJournal = (): Journal => {
  const lines: Line[] = [];
  return {
    note: (write, arrivedAt, before) => void lines.push({ write, arrivedAt, before }),
    history: (inForce) => {
      /** By collection and object, what the line after found in force: that is what the line before it left. */
      const next = new Map<string, Map<string, JsonObject | undefined>>();
      const entries: HistoryEntry[] = [];
      for (const { write, arrivedAt, before } of [...lines].reverse()) {
        const { id: writeId, objectId, collection, authorId, deviceId, operation, encryptionScope } = write;
        const objects = next.get(collection) ?? new Map<string, JsonObject | undefined>();
        const after = objects.has(objectId) ? objects.get(objectId) : inForce(collection, objectId);
        next.set(collection, objects.set(objectId, before));
        entries.push({
          writeId,
          objectId,
          collection,
          authorId,
          deviceId,
          arrivedAt,
          before,
          after,
          operation,
          encryptionScope,
        });
      }
      return entries.reverse();
    },
  };
};
