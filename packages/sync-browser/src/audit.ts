import {
  auditDrafts,
  kindOfUrn,
  ownMember,
  type AuditDraft,
  type ChangeOutcome,
  type Reason,
} from '@sourceos/sync-kernel';
import type { BrowserChange } from './concerns/concern.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

const changed: Readonly<Record<string, EventType>> = {
  'bridge-grant': 'browser.bridge_grant.changed',
  'browser-container': 'browser.container.changed',
  'browser-extension': 'browser.extension.changed',
  'browser-profile': 'browser.profile.changed',
  'tab-session': 'browser.tab_session.changed',
};

/** Kinds of records that have addresses of pages. */
const withAddresses: ReadonlySet<string> = new Set(['bookmark', 'tab-session', 'browser-extension']);

const refused = (kind: string, reasons: readonly Reason[]): EventType => {
  const has = (code: Reason['code']): boolean => reasons.some((reason) => reason.code === code);
  if (has('profile_boundary_violation') || has('workspace_scope_mismatch')) return 'browser.profile_boundary.denied';
  if (has('policy_denied')) return kind === 'bridge-grant' ? 'browser.bridge_grant.denied' : 'browser.change.denied';
  const inAddress = ({ code, pointer }: Reason): boolean =>
    code === 'secret_redacted' && (pointer === undefined || /\/(?:url|homepage)$/.test(pointer));
  return withAddresses.has(kind) && reasons.some(inAddress) ? 'browser.url.redacted' : 'browser.write.quarantined';
};

const eventOf = (objectId: string, { outcome, reasons }: ChangeOutcome): EventType | undefined => {
  const kind = kindOfUrn(objectId);
  switch (outcome) {
    case 'applied':
    case 'merged':
      return ownMember(changed, kind) ?? 'browser.bookmark.changed';
    case 'superseded':
      return undefined;
    case 'held':
      return kind === 'bridge-grant' ? 'browser.bridge_grant.held' : 'browser.change.held';
    default:
      return refused(kind, reasons);
  }
};

/** What is recorded of a decision: what changed by its kind, and every denial with its reasons; never an address. */
export const audit = (change: BrowserChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const eventType = eventOf(change.objectId, outcome);
  return eventType === undefined ? [] : auditDrafts(change, outcome, [eventType]);
};
