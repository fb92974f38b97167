import {
  auditDrafts,
  membersOf,
  textOf,
  type AuditDraft,
  type ChangeOutcome,
  type JsonObject,
} from '@sourceos/sync-kernel';
import type { PolicyChange } from './concerns/concern.js';
import type { manifest } from './manifest.js';
import { textsOf } from './statement/members.js';
import { bundleHash } from './statement/bundle-hash.js';

type EventType = (typeof manifest.auditEvents)[number];

const isDowngrade = ({ before, after }: PolicyChange): boolean => membersOf(after ?? before).type === 'PolicyDowngrade';

/** Refusals that say something of the author; others say something of the bytes. */
const ofAuthority: ReadonlySet<string> = new Set(['policy_denied', 'agent_untrusted', 'capability_expired']);

const ofDowngrade = ({ outcome }: ChangeOutcome): readonly EventType[] => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return ['policy.downgrade.applied'];
    case 'held':
      return ['policy.downgrade.held'];
    default:
      // Superseded too: it reached for bundles of a layer above its own.
      return ['policy.downgrade.denied'];
  }
};

const ofBundle = ({ outcome, reasons }: ChangeOutcome): readonly EventType[] => {
  const outranked = reasons.some(({ detail }) => detail === 'stronger_layer');
  switch (outcome) {
    case 'applied':
    case 'merged':
      return outranked ? ['policy.bundle.updated', 'policy.bundle.outranked'] : ['policy.bundle.updated'];
    case 'superseded':
      return ['policy.bundle.outranked'];
    case 'held':
      return ['policy.bundle.held'];
    default:
      return [reasons.some(({ code }) => ofAuthority.has(code)) ? 'policy.bundle.denied' : 'policy.bundle.quarantined'];
  }
};

/** Of a bundle its hash, layer and edition; of a downgrade what it retires, and why. */
const detailsOf = (change: PolicyChange): JsonObject => {
  const { type, layer, edition, retires, reason } = membersOf(change.after);
  return {
    ...(textOf(layer) === undefined ? {} : { layer: textOf(layer) ?? '' }),
    ...(typeof edition === 'number' ? { edition } : {}),
    ...(type === 'PolicyBundle' && change.after !== undefined ? { bundleHash: bundleHash(change.after) } : {}),
    ...(type === 'PolicyDowngrade'
      ? { retires: (textsOf(retires) ?? []).slice(0, 256), reason: (textOf(reason) ?? '').slice(0, 512) }
      : {}),
  };
};

/** What is recorded: every bundle by its hash, every downgrade by what it retires, and every denial with its reasons. */
export const audit = (change: PolicyChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const events = isDowngrade(change) ? ofDowngrade(outcome) : ofBundle(outcome);
  return auditDrafts(change, outcome, events, detailsOf(change));
};
