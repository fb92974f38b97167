import { auditDrafts, membersOf, type AuditDraft, type ChangeOutcome } from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from './authority/rule.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

const accepted = ({ before, after }: AgentRegistryChange): EventType => {
  const record = membersOf(after ?? before);
  switch (record.type) {
    case 'AgentCapabilityLease':
      return after === undefined || membersOf(record.lease).revokedAt !== undefined
        ? 'agent.lease.revoked'
        : 'agent.lease.granted';
    case 'AgentTrustTier':
      return 'agent.trust_tier.updated';
    case 'AgentToolGrant':
      return 'agent.tool_grant.updated';
    default:
      return 'agent.manifest.updated';
  }
};

/** Whether a change would have given an agent tools. */
const enablesTools = ({ before, after, pointers }: AgentRegistryChange): boolean =>
  membersOf(after ?? before).type === 'AgentToolGrant' ||
  pointers.some((pointer) => pointer === '/toolGrants' || pointer.startsWith('/toolGrants/'));

const eventsOf = (change: AgentRegistryChange, { outcome, reasons }: ChangeOutcome): readonly EventType[] => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return [accepted(change)];
    case 'superseded':
      // What was revoked tries to come back: nothing happened, and somebody should know.
      return reasons.length === 0 ? [] : ['agent.change.denied'];
    case 'held':
      return ['agent.change.held'];
    default:
      if (!reasons.some(({ code }) => code === 'policy_denied' || code === 'capability_expired')) {
        return ['agent.write.quarantined'];
      }
      return enablesTools(change) ? ['agent.tool.enable.denied'] : ['agent.change.denied'];
  }
};

/** What is recorded of a decision: what an agent was given or lost, and every denial with its reasons. */
export const audit = (change: AgentRegistryChange, outcome: ChangeOutcome): readonly AuditDraft[] =>
  auditDrafts(change, outcome, eventsOf(change, outcome));
