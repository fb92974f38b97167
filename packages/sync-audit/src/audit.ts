import { membersOf, textOf, type AuditDraft, type ChangeOutcome, type JsonObject } from '@sourceos/sync-kernel';
import type { AuditChange } from './concerns/concern.js';
import { droppedCount, rangesOf } from './concerns/drops.js';
import { holdsMarker } from './event/holds-marker.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

/** Refusals that say something of the author; others say something of the bytes. */
const ofAuthority: ReadonlySet<string> = new Set(['policy_denied', 'agent_untrusted', 'capability_expired']);

/** What reasons say of a whole log rather than of one entry. */
const ofLog = (reasons: ChangeOutcome['reasons']): EventType | undefined => {
  const details = new Set<string>(reasons.map(({ detail }) => detail));
  if (details.has('author_forked') || details.has('agent_forked')) return 'audit.log.fork_found';
  if (details.has('log_rewritten')) return 'audit.log.rewrite_found';
  return details.has('sequence_gap') ? 'audit.log.gap_found' : undefined;
};

const eventOf = (change: AuditChange, { outcome, reasons }: ChangeOutcome): EventType | undefined => {
  const { type, details } = membersOf(change.after ?? change.before);
  const isCheckpoint = type === 'AuditCheckpoint';
  switch (outcome) {
    case 'applied':
    case 'merged':
      if (isCheckpoint) return 'audit.checkpoint.applied';
      return holdsMarker(details) ? 'audit.details.redacted' : undefined;
    case 'superseded':
      return undefined;
    case 'held':
      return ofLog(reasons) ?? (isCheckpoint ? 'audit.checkpoint.held' : 'audit.event.quarantined');
    default: {
      const refused = reasons.some(({ code }) => ofAuthority.has(code));
      return (
        ofLog(reasons) ??
        (isCheckpoint ? 'audit.checkpoint.denied' : refused ? 'audit.event.denied' : 'audit.event.quarantined')
      );
    }
  }
};

/**
 * What is recorded about the log itself: that evidence goes, that an entry was refused or rewritten, that a detail was
 * taken out. An entry that is accepted is its own record: to record it would append another.
 */
export const audit = (change: AuditChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const eventType = eventOf(change, outcome);
  if (eventType === undefined) return [];
  const { eventHash, rootHash, treeSize } = membersOf(change.after);
  const details: JsonObject = {
    operation: change.operation,
    ...(textOf(eventHash) === undefined ? {} : { eventHash: textOf(eventHash) ?? '' }),
    ...(typeof treeSize === 'number' ? { treeSize, rootHash: textOf(rootHash) ?? '' } : {}),
    ...(rangesOf(change.after).length === 0 ? {} : { dropped: droppedCount(change.after) }),
    reasons: outcome.reasons.map(({ code, detail }) => `${code}: ${detail}`),
  };
  return [{ eventType, subjectId: change.objectId, details }];
};
