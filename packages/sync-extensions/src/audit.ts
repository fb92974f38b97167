import { auditDrafts, kindOfUrn, membersOf, type AuditDraft, type ChangeOutcome } from '@sourceos/sync-kernel';
import type { ExtensionsChange } from './concerns/concern.js';
import { enables } from './concerns/enabled.js';
import { changesPublisher } from './concerns/publisher.js';
import { versionStep } from './concerns/version.js';
import type { manifest } from './manifest.js';
import { permissionsGained } from './permissions/gain.js';

type EventType = (typeof manifest.auditEvents)[number];

const isBlock = ({ objectId }: ExtensionsChange): boolean => kindOfUrn(objectId) === 'extension-block';

const accepted = (change: ExtensionsChange): readonly EventType[] => {
  if (isBlock(change)) return ['extension.block.changed'];
  const [old, next] = [membersOf(change.before), membersOf(change.after)];
  const events: EventType[] = [];
  if (enables(change)) events.push('extension.record.enabled');
  if (old.enabled === true && next.enabled !== true) events.push('extension.record.disabled');
  if (change.after !== undefined && permissionsGained(old.permissions, next.permissions).length > 0) {
    events.push('extension.permission.gained');
  }
  return events.length === 0 ? ['extension.record.changed'] : events;
};

const refused = (change: ExtensionsChange, { reasons }: ChangeOutcome): EventType => {
  if (!reasons.some(({ code }) => code === 'policy_denied')) return 'extension.write.quarantined';
  if (isBlock(change)) return 'extension.block.denied';
  if (changesPublisher(change)) return 'extension.publisher.quarantined';
  const goesBack = reasons.some(({ detail }) => detail === 'version_rollback') && (versionStep(change) ?? 0) < 0;
  return goesBack ? 'extension.downgrade.denied' : 'extension.change.denied';
};

const eventsOf = (change: ExtensionsChange, outcome: ChangeOutcome): readonly EventType[] => {
  switch (outcome.outcome) {
    case 'applied':
    case 'merged':
      return accepted(change);
    case 'superseded':
      return [];
    case 'held':
      return ['extension.change.held'];
    default:
      return [refused(change, outcome)];
  }
};

/** What is recorded of a decision: what changed by its kind, with the permissions gained, and every denial with its reasons. */
export const audit = (change: ExtensionsChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const gained = permissionsGained(membersOf(change.before).permissions, membersOf(change.after).permissions);
  const more = gained.length === 0 ? {} : { permissionsGained: gained.map(({ permission }) => permission) };
  return auditDrafts(change, outcome, eventsOf(change, outcome), more);
};
