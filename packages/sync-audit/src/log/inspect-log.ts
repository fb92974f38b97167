import { capital, type AuditDraft, type Replica } from '@sourceos/sync-kernel';
import { checkpointHash } from '../checkpoint/checkpoint-hash.js';
import type { manifest } from '../manifest.js';
import type { AuditCheckpoint } from '../record.js';
import { entriesWords } from '../words/words.js';
import { treeHeadOf, type AuditTreeHead } from './audit-proof.js';
import { logEntries, type AuditReplica, type LogEntry } from './log-entries.js';

/** Something that is wrong with a device's log. */
export interface LogFinding {
  readonly kind: 'gap' | 'truncation' | 'fork' | 'rewrite';
  readonly deviceId: string;
  /** The place in the log, from 0. */
  readonly index: number;
  readonly sentence: string;
}

type Found = Omit<LogFinding, 'deviceId'>;

/** Where an event does not link to the event before it: what came between is not here. */
const linkFaults = (entries: readonly LogEntry[]): readonly Found[] => {
  const found: Found[] = [];
  /** The hash of the event before; null where its body is gone, so that nothing can be said. */
  let before: string | undefined | null;
  entries.forEach(({ event, checkpoint }, index) => {
    if (checkpoint !== undefined) return;
    if (event === undefined) {
      before = null;
      return;
    }
    const { previousEventHash, eventHash } = event;
    if (before !== null && previousEventHash !== before) {
      const sentence =
        before === undefined
          ? `The event at place ${String(index)} follows on ${previousEventHash ?? 'nothing'}, which is not in the log.`
          : `The event at place ${String(index)} does not follow on the event before it.`;
      found.push({ kind: 'gap', index, sentence });
    }
    before = eventHash;
  });
  return found;
};

/** Where a head that was stated or kept is not a beginning of the log. */
const headFault = (
  ids: readonly string[],
  { treeSize, rootHash }: AuditTreeHead,
  index: number,
  who: string,
): readonly Found[] => {
  if (treeSize > ids.length) {
    const missing = entriesWords(treeSize - ids.length);
    return [
      { kind: 'truncation', index: ids.length, sentence: `${capital(who)} counts ${missing} more than the log has.` },
    ];
  }
  if (treeHeadOf(ids, treeSize).rootHash === rootHash) return [];
  return [{ kind: 'rewrite', index, sentence: `The log does not begin with the ${entriesWords(treeSize)} of ${who}.` }];
};

const checkpointFaults = (entries: readonly LogEntry[], ids: readonly string[]): readonly Found[] => {
  let last: AuditCheckpoint | undefined;
  return entries.flatMap(({ checkpoint }, index): readonly Found[] => {
    if (checkpoint === undefined) return [];
    const { treeSize, previous } = checkpoint;
    const found = [...headFault(ids.slice(0, index), checkpoint, index, `the checkpoint at place ${String(index)}`)];
    if (treeSize < (last?.treeSize ?? 0)) {
      found.push({
        kind: 'truncation',
        index,
        sentence: `The checkpoint at place ${String(index)} counts fewer entries than the one before it.`,
      });
    } else if (previous?.checkpointHash !== (last === undefined ? undefined : checkpointHash(last))) {
      found.push({
        kind: 'gap',
        index,
        sentence: `The checkpoint at place ${String(index)} does not follow on the one before it.`,
      });
    }
    last = checkpoint;
    return found;
  });
};

/** Forks and rewritings that the merge found in what the device wrote. */
const conflicts = (
  replica: AuditReplica & Pick<Replica, 'objectIds' | 'decisions'>,
  deviceId: string,
  ids: readonly string[],
): readonly Found[] => {
  const found: Found[] = [];
  const forked: string[] = [];
  for (const { writeId, deviceId: author, collection, reasons } of replica.decisions()) {
    if (author !== deviceId || collection !== 'audit') continue;
    if (reasons.some(({ detail }) => detail === 'author_forked' || detail === 'agent_forked')) forked.push(writeId);
    if (reasons.some(({ detail }) => detail === 'log_rewritten')) {
      const index = ids.indexOf(writeId);
      found.push({
        kind: 'rewrite',
        index,
        sentence: `The write ${writeId} changes or removes an entry that was written.`,
      });
    }
  }
  if (forked.length > 0) {
    const sentence = `The device signed two logs from place ${String(ids.length)} on: ${entriesWords(forked.length)} stand in neither.`;
    found.push({ kind: 'fork', index: ids.length, sentence });
  }
  return found;
};

/**
 * What is wrong with a device's log as it is known here, in order of place: events that do not link, checkpoints that
 * are not true of it, forks and rewritings, and heads kept from earlier that it does not continue. Where a body was
 * dropped, the link across it is not judged; its hash and its place still are.
 *
 * @param kept heads of the log that somebody kept, for example yesterday's
 */
export const inspectLog = (
  replica: AuditReplica & Pick<Replica, 'objectIds' | 'decisions'>,
  deviceId: string,
  kept: readonly AuditTreeHead[] = [],
): readonly LogFinding[] => {
  const entries = logEntries(replica, deviceId);
  const ids = entries.map(({ writeId }) => writeId);
  return [
    ...linkFaults(entries),
    ...checkpointFaults(entries, ids),
    ...conflicts(replica, deviceId, ids),
    ...kept.flatMap((head) => headFault(ids, head, 0, 'the head that was kept')),
  ]
    .sort((a, b) => a.index - b.index)
    .map((finding) => ({ ...finding, deviceId }));
};

const eventTypes: Readonly<Record<LogFinding['kind'], (typeof manifest.auditEvents)[number]>> = {
  gap: 'audit.log.gap_found',
  truncation: 'audit.log.gap_found',
  fork: 'audit.log.fork_found',
  rewrite: 'audit.log.rewrite_found',
};

/** A finding as what is recorded of it, in one's own log. */
export const findingDraft = ({ kind, deviceId, index, sentence }: LogFinding): AuditDraft => ({
  eventType: eventTypes[kind],
  subjectId: deviceId,
  details: { index, sentence },
});
