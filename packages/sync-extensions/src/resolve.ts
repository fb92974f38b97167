import { membersOf, textOf, type Conflict, type Members } from '@sourceos/sync-kernel';
import type { ExtensionsRecord } from './record.js';
import { compareExtensionVersions } from './versions/compare-versions.js';

/** What a package says of itself: taken whole from the newest version, never mixed. */
const ofPackage = ['name', 'packageHash', 'version'] as const;

const text = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

const packageOf = (record: Members): string => text(ofPackage.map((name) => record[name]));

/** The newest of the packages; undefined where two claim one version. */
const newest = (records: readonly Members[]): Members | undefined => {
  const [first, ...others] = records;
  let best = first;
  let contested = false;
  for (const record of others) {
    const order = compareExtensionVersions(textOf(record.version) ?? '', textOf(best?.version) ?? '');
    if (order > 0) [best, contested] = [record, false];
    else if (order === 0 && packageOf(record) !== packageOf(best ?? {})) contested = true;
  }
  return contested ? undefined : best;
};

/**
 * One record of an extension that was changed concurrently: of two updates the newer counts, whoever switched it off is
 * obeyed, and a member that only one changed is as that one has it. Two packages of one version, and publishers, registries
 * and permissions that two changed, are for a person; so is every block.
 */
export const resolve = ({ before, candidates }: Conflict<ExtensionsRecord>): ExtensionsRecord | undefined => {
  const records: readonly Members[] = candidates.map(membersOf);
  const known = membersOf(before);
  if (records.length === 0 || records.some(({ type }) => type !== 'Extension')) return undefined;
  // What only repeats the package that all knew is no update.
  const updated = records.filter((record) => packageOf(record) !== packageOf(known));
  const best = newest(updated.length === 0 ? records : updated);
  if (best === undefined) return undefined;
  const merged: Record<string, unknown> = {};
  for (const name of ofPackage) merged[name] = best[name];
  merged.enabled = records.every(({ enabled }) => enabled === true);
  const names = [...new Set([...Object.keys(known), ...records.flatMap((record) => Object.keys(record))])].sort();
  for (const name of names) {
    if (Object.hasOwn(merged, name)) continue;
    const changed = new Map(records.map((record) => [text(record[name]), record[name]]));
    changed.delete(text(known[name]));
    if (changed.size > 1) return undefined;
    const [value] = changed.size === 0 ? [known[name]] : [...changed.values()];
    if (value !== undefined) merged[name] = value;
  }
  // Every member is one that a candidate or what they all knew has, in records of one type.
  return merged as unknown as ExtensionsRecord;
};
