import { membersOf, type Conflict, type Members } from '@sourceos/sync-kernel';
import { changedValues } from './merge/candidates.js';
import { memberRules } from './merge/member-rules.js';
import { mergedPlace } from './merge/place.js';
import type { BrowserRecord } from './record.js';

/** What people arrange. Grants and profiles are theirs to settle, and a session has one writer. */
const arranged: ReadonlySet<unknown> = new Set([
  'Bookmark',
  'BookmarkFolder',
  'BookmarkSeparator',
  'BrowserContainer',
  'BrowserExtension',
]);

/**
 * One record of several that were changed concurrently, the same whatever the order of them: a member that only one
 * changed is as that one has it; places, tags and looks merge by their rules; two titles or two addresses are for a person.
 */
export const resolve = ({ before, candidates }: Conflict<BrowserRecord>): BrowserRecord | undefined => {
  const records: readonly Members[] = candidates.map(membersOf);
  const [one] = records;
  if (one === undefined || !arranged.has(one.type)) return undefined;
  const known = before === undefined ? undefined : membersOf(before);
  const placed = one.parent === undefined ? {} : mergedPlace(known, records);
  if (placed === undefined) return undefined;
  const merged: Record<string, unknown> = { ...placed };
  const names = [...new Set([...Object.keys(known ?? {}), ...records.flatMap((record) => Object.keys(record))])].sort();
  for (const name of names) {
    if (Object.hasOwn(placed, name)) continue;
    const changed = changedValues(
      known?.[name],
      records.map((record) => record[name]),
    );
    const rule = Object.hasOwn(memberRules, name) ? memberRules[name] : undefined;
    if (changed.length > 1 && rule === undefined) return undefined;
    const value =
      changed.length === 0 ? known?.[name] : changed.length === 1 ? changed[0] : rule?.(known?.[name], changed);
    if (changed.length > 1 && value === undefined) return undefined;
    if (value !== undefined) merged[name] = value;
  }
  // Every member is one that a candidate or what they all knew has, in records of one type.
  return merged as BrowserRecord;
};
