import { goneStates } from '../lifecycle/lifecycle-faults.js';
import type { MemoryObject } from '../record.js';

/** When the content of a memory is gone by itself, milliseconds since the epoch; undefined where somebody must withdraw it. */
export const expiryOf = ({ retention }: Pick<MemoryObject, 'retention'>): number | undefined =>
  retention.kind === 'until' ? Date.parse(retention.expiresAt) : undefined;

/** Whether the content is gone at a moment, whether or not anybody wrote so. */
export const isExpired = (memory: Pick<MemoryObject, 'retention' | 'promotionState'>, now: number): boolean =>
  goneStates.includes(memory.promotionState) || (expiryOf(memory) ?? Number.POSITIVE_INFINITY) <= now;

/**
 * What a device may still show and keep of a memory at a moment of its own clock: the same record, or one without
 * content. A host keeps no more of it, in its store, its index and its backups.
 */
export const projected = (memory: MemoryObject, now: number): MemoryObject => {
  if (memory.content === undefined || !isExpired(memory, now)) return memory;
  const { content: _, ...rest } = memory;
  return rest;
};

/** The object ids whose content a host has to drop by now. */
export const expiredBy = (memories: ReadonlyMap<string, MemoryObject>, now: number): readonly string[] =>
  [...memories].flatMap(([objectId, memory]) =>
    memory.content !== undefined && isExpired(memory, now) ? [objectId] : [],
  );

/** When a host has to look again: the first moment after now at which some content is gone; undefined where none will. */
export const nextExpiry = (memories: Iterable<MemoryObject>, now: number): number | undefined => {
  let next: number | undefined;
  for (const memory of memories) {
    const at = memory.content === undefined ? undefined : expiryOf(memory);
    if (at !== undefined && at > now && (next === undefined || at < next)) next = at;
  }
  return next;
};
