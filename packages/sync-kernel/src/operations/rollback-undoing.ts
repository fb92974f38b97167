import { sameJson } from '../merge/same-json.js';
import type { JsonObject } from '../model/json.js';
import type { HistoryEntry } from './history.js';
import type { RollbackTarget } from './rollback-plan.js';

/** What a rollback of one object comes to, before anybody asks whether it may. */
export interface Undoing {
  /** The old value; absent where the journal does not hold it. */
  readonly to: { readonly value: JsonObject | undefined } | undefined;
  /** What goes. */
  readonly undone: readonly HistoryEntry[];
  /** What others did since, and would go too. */
  readonly foreign: readonly HistoryEntry[];
  readonly because: string;
}

/** Whether an undo is about the entry: what names one object is about all of it. */
export const isTargeted = (target: RollbackTarget, entry: HistoryEntry): boolean => {
  switch (target.kind) {
    case 'to_write':
    case 'to_time':
      return entry.objectId === target.objectId;
    case 'undo_author':
      return entry.authorId === target.authorId && entry.arrivedAt >= target.since;
    case 'undo_device':
      return entry.deviceId === target.deviceId && entry.arrivedAt >= target.since;
  }
};

const hasEffect = ({ before, after }: HistoryEntry): boolean => !sameJson(before, after);

/** What the target asks for one object, by the entries of its journal in order of arrival. */
export const undoing = (entries: readonly HistoryEntry[], target: RollbackTarget): Undoing => {
  if (target.kind === 'to_write' || target.kind === 'to_time') {
    const index = entries.findLastIndex((entry) =>
      target.kind === 'to_write' ? entry.writeId === target.writeId : entry.arrivedAt <= target.at,
    );
    const kept = entries[index];
    // Before its first entry the journal knows the object as that entry found it.
    const start = target.kind === 'to_time' ? entries[0] : undefined;
    const to = kept === undefined ? start && { value: start.before } : { value: kept.after };
    const because =
      target.kind === 'to_write' ? `back to what ${target.writeId} left` : 'back to its value at the time';
    return { to, undone: entries.slice(index + 1).filter(hasEffect), foreign: [], because };
  }
  const first = entries.findIndex((entry) => isTargeted(target, entry) && hasEffect(entry));
  const since = first === -1 ? [] : entries.slice(first).filter(hasEffect);
  const undone = since.filter((entry) => isTargeted(target, entry));
  return {
    to: { value: since[0]?.before },
    undone,
    foreign: since.filter((entry) => !isTargeted(target, entry)),
    because: `undoes ${undone.length} of ${target.kind === 'undo_author' ? target.authorId : target.deviceId}`,
  };
};
