import type { Card } from '@sourceos/sync-kernel';
import type { AuditChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { droppedCount } from './concerns/drops.js';
import { entriesWords, membersOf, shorten, textOf } from './words/words.js';

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
    return `the checkpoint of ${shorten(textOf(deviceId) ?? 'a device')} over ${size}`;
  }
  const name = textOf(eventType);
  if (name === undefined) return `the entry ${objectId}`;
  const end = Object.hasOwn(outcomes, String(outcome)) ? `, ${outcomes[String(outcome)] ?? ''},` : '';
  return `the event ${shorten(name)}${end} about ${shorten(textOf(subjectId) ?? 'something')}`;
};

const titleOf = ({ objectId, before, after }: AuditChange): string => {
  if (after === undefined) return `An entry would be taken out of the log: ${wordsOf(before, objectId)}.`;
  if (before !== undefined) return `An entry that was written would be another: ${wordsOf(before, objectId)}.`;
  const dropped = droppedCount(after);
  return dropped === 0
    ? `A log would get an entry: ${wordsOf(after, objectId)}.`
    : `The bodies of ${entriesWords(dropped)} would be dropped by ${wordsOf(after, objectId)}.`;
};

const riskOf = ({ before, after }: AuditChange, sentences: readonly string[]): string => {
  if (after === undefined || before !== undefined)
    return 'A log that can be rewritten proves nothing; it stays as it was.';
  return sentences.length === 0 ? 'It takes nothing away, and it can never be taken back.' : sentences.join(' ');
};

/** The card of an entry: what would be appended or dropped, and what evidence goes with it. */
export const describe = (change: AuditChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk: riskOf(
      change,
      concerns.map(({ sentence }) => sentence),
    ),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep the log as it is.']),
    ],
  };
};
