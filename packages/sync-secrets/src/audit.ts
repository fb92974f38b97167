import { auditDrafts, kindOfUrn, type AuditDraft, type ChangeOutcome, type Reason } from '@sourceos/sync-kernel';
import { isAbout, type SecretsChange } from './concerns/concern.js';
import { isRevoking } from './concerns/revocation.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

const isLease = (change: SecretsChange): boolean =>
  change.before === undefined && change.after === undefined
    ? kindOfUrn(change.objectId) === 'secret-lease'
    : isAbout(change, 'SecretLease');

const accepted = (change: SecretsChange): EventType => {
  const { before, after } = change;
  if (isLease(change)) {
    if (isRevoking(change)) return 'secret.lease.revoked';
    return before === undefined && after !== undefined ? 'secret.lease.granted' : 'secret.lease.changed';
  }
  if (isRevoking(change)) return 'secret.reference.revoked';
  const rotated =
    before?.type === 'SecretReference' && after?.type === 'SecretReference' && after.version > before.version;
  return rotated ? 'secret.reference.rotated' : 'secret.reference.changed';
};

const held = (change: SecretsChange, reasons: readonly Reason[]): EventType => {
  const conflict = reasons.some(({ detail }) => detail === 'concurrent_change');
  if (isLease(change)) return conflict ? 'secret.lease.conflicted' : 'secret.lease.held';
  return conflict ? 'secret.reference.conflicted' : 'secret.reference.held';
};

const eventOf = (change: SecretsChange, { outcome, reasons }: ChangeOutcome): EventType | undefined => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return accepted(change);
    case 'superseded':
      return undefined;
    case 'held':
      return held(change, reasons);
    default:
      if (reasons.some(({ code }) => code === 'secret_redacted')) return 'secret.value.redacted';
      return isLease(change) ? 'secret.lease.denied' : 'secret.reference.denied';
  }
};

/** What is recorded of a decision: what happened to a reference or a lease, and every denial with its reasons. */
export const audit = (change: SecretsChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const eventType = eventOf(change, outcome);
  return eventType === undefined ? [] : auditDrafts(change, outcome, [eventType]);
};
