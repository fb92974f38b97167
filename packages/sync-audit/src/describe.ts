import { cardOf, membersOf, ownMember, shorten, textOf, type Card } from '@sourceos/sync-kernel';
import type { AuditChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { droppedCount } from './concerns/drops.js';
import { entriesWords } from './words/words.js';

/** So many characters of a name or URN fit into a sentence. */
const longest = 80;

const outcomes: Readonly<Record<string, string>> = {
  allow: 'allowed',
  deny: 'denied',
  require_review: 'sent to review',
  quarantine: 'quarantined',
  error: 'failed',
  informational: 'noted',
};

const wordsOf = (record: object | undefined, objectId: string): string => {
  const { type, eventType, subjectId, outcome, deviceId, treeSize } = membersOf(record);
  if (type === 'AuditCheckpoint') {
    const size = typeof treeSize === 'number' ? entriesWords(treeSize) : 'some entries';
    return `the checkpoint of ${shorten(textOf(deviceId) ?? 'a device', longest)} over ${size}`;
  }
  const name = textOf(eventType);
  if (name === undefined) return `the entry ${objectId}`;
  const end = ownMember(outcomes, textOf(outcome) ?? '');
  return `the event ${shorten(name, longest)}${end === undefined ? '' : `, ${end},`} about ${shorten(textOf(subjectId) ?? 'something', longest)}`;
};

const titleOf = ({ objectId, before, after }: AuditChange): string => {
  if (after === undefined) return `An entry would be taken out of the log: ${wordsOf(before, objectId)}.`;
  if (before !== undefined) return `An entry that was written would be another: ${wordsOf(before, objectId)}.`;
  const dropped = droppedCount(after);
  return dropped === 0
    ? `A log would get an entry: ${wordsOf(after, objectId)}.`
    : `The bodies of ${entriesWords(dropped)} would be dropped by ${wordsOf(after, objectId)}.`;
};

/** The card of an entry: what would be appended or dropped, and what evidence goes with it. */
export const describe = (change: AuditChange): Card => {
  const rewrites = change.after === undefined || change.before !== undefined;
  return cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'It takes nothing away, and it can never be taken back.',
    ...(rewrites ? { risk: 'A log that can be rewritten proves nothing; it stays as it was.' } : {}),
    keep: 'Reject it and keep the log as it is.',
  });
};
