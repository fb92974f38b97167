import { isAgent, kindOfUrn, membersOf, nameOfUrn, type AuthoredWrite } from '@sourceos/sync-kernel';
import type { BrowserRecord } from '../record.js';

/** What a rule says, and where it is broken. */
export interface BrokenRule {
  readonly pointer: string;
  readonly rule: string;
}

const privateMarks: ReadonlySet<string> = new Set([
  'private',
  'isprivate',
  'incognito',
  'inprivate',
  'privatebrowsing',
]);

const isMarked = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([name, mark]) => mark !== false && privateMarks.has(name.toLowerCase()));

/** Where a session says that a window or a tab is private; the schema has no such member, a newer one must not have it. */
const privatePart = (windows: readonly unknown[]): string | undefined => {
  for (const [index, shown] of windows.entries()) {
    const at = `/windows/${String(index)}`;
    if (isMarked(shown)) return at;
    const tabs: unknown = typeof shown === 'object' && shown !== null && 'tabs' in shown ? shown.tabs : undefined;
    const tab = Array.isArray(tabs) ? tabs.findIndex(isMarked) : -1;
    if (tab !== -1) return `${at}/tabs/${String(tab)}`;
  }
  return undefined;
};

/**
 * What is open on a device is written by that device alone: the object's name ends with the device's. A person may
 * delete the list of a device that is gone. Nothing in it is private.
 */
export const brokenSessionRules = ({
  objectId,
  operation,
  authorId,
  deviceId,
  record,
}: AuthoredWrite<BrowserRecord>): readonly BrokenRule[] => {
  if (kindOfUrn(objectId) !== 'tab-session') return [];
  const found: BrokenRule[] = [];
  const removes = operation === 'delete' || operation === 'tombstone';
  const isOwn = nameOfUrn(objectId).endsWith(`:${nameOfUrn(deviceId)}`);
  if (!isOwn && (!removes || isAgent(authorId))) {
    found.push({ pointer: '/deviceId', rule: 'What is open on a device is written by that device alone.' });
  }
  const session = membersOf(record);
  if (isOwn && session.deviceId !== undefined && session.deviceId !== deviceId) {
    found.push({ pointer: '/deviceId', rule: 'A session names the device that writes it.' });
  }
  const windows = Array.isArray(session.windows) ? session.windows : [];
  const part = isMarked(session) ? '' : privatePart(windows);
  if (part !== undefined) found.push({ pointer: part, rule: 'A private window has no representation.' });
  return found;
};
