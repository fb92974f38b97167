import { encodePage, type Page } from '../protocol/page.js';
import type { ScopeLog } from '../scope/scope-log.js';
import type { RelayStore } from '../store/store.js';

/** What a feed reads next. */
interface Reading {
  readonly after: number;
  readonly limit: number;
  readonly bytes: number;
  /** The device whose own entries are sent as their hashes; undefined where none is. */
  readonly own: string | undefined;
}

/** What feeds of one scope send at the same moment is nearly always the same page: it is read and written out once. */
export type ReadShared = (scope: ScopeLog, reading: Reading) => Promise<SharedPage>;
export interface SharedPage {
  readonly bytes: Uint8Array;
  /** The sequence that it ends at. */
  readonly last: number;
}

interface Kept {
  readonly head: Page['head'];
  readonly page: Promise<{ readonly entries: Page['entries']; readonly shared: SharedPage }>;
  /** Of the page; 0 until it is read. */
  length: number;
}

/**
 * Reads pages for feeds.
 *
 * @param mostBytes that are kept of pages altogether: the latest stay
 */
export const createSharedPages = (store: RelayStore, mostBytes: number): ReadShared => {
  const kept = new Map<string, Kept>();

  const read = async (scopeId: string, head: Page['head'], { after, limit, bytes }: Reading) => {
    const most = Math.min(limit, Math.max(0, head.size - after));
    const entries = most === 0 ? [] : await store.read(scopeId, { after, limit: most, bytes });
    return { entries, shared: { bytes: encodePage({ head, entries }), last: entries.at(-1)?.sequence ?? after } };
  };
  const keep = (name: string, scopeId: string, head: Page['head'], reading: Reading): Kept => {
    const made: Kept = { head, page: read(scopeId, head, reading), length: 0 };
    // The last is the newest.
    kept.delete(name);
    kept.set(name, made);
    made.page.then(
      ({ shared }) => {
        made.length = shared.bytes.length;
        let total = 0;
        for (const [older, { length }] of [...kept].reverse()) {
          // The entries are held beside what was written of them.
          total += 2 * length;
          if (total > mostBytes || kept.size > 256) kept.delete(older);
        }
      },
      () => kept.delete(name),
    );
    return made;
  };

  return async (scope, reading) => {
    const head = scope.head();
    const name = `${reading.after} ${scope.scopeId}`;
    const known = kept.get(name);
    const { entries, shared } = await (known?.head === head ? known : keep(name, scope.scopeId, head, reading)).page;
    if (!entries.some(({ deviceId }) => deviceId === reading.own)) return shared;
    const without = entries.map((entry) => (entry.deviceId === reading.own ? { ...entry, bytes: undefined } : entry));
    return { ...shared, bytes: encodePage({ head, entries: without }) };
  };
};
