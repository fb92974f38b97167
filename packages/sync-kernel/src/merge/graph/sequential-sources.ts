import type { Version } from '../../model/version.js';
import { compareText } from '../hybrid-order.js';
import type { GraphObject } from './graph-object.js';
import { deletes, replaces } from './operation.js';

/** The write ids that the record of an object without concurrent versions comes from, sorted. */
export const sequentialSources = ({ history = [], head, record }: GraphObject): readonly string[] => {
  if (record === undefined) return [];
  const missing = new Set(Object.keys(record));
  const sources = new Set<string>();
  const visit = (version: Version): boolean => {
    for (const name of Object.keys(version.record ?? {})) if (missing.delete(name)) sources.add(version.id);
    return missing.size > 0 && !replaces(version) && !deletes(version);
  };
  for (let at = history.length, more = visit(head); more && at > 0;) {
    at -= 1;
    const version = history[at];
    more = version !== undefined && visit(version);
  }
  return sources.size === 0 ? [head.id] : [...sources].sort(compareText);
};
