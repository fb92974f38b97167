import { auditDrafts, type AuditDraft, type ChangeOutcome } from '@sourceos/sync-kernel';
import type { WorkspaceChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

const ofKind: Readonly<Record<string, EventType>> = {
  topology: 'workspace.topology.changed',
  automation_rule: 'workspace.automation_rule.changed',
  agent_binding: 'workspace.agent_binding.changed',
  policy_binding: 'workspace.policy_binding.changed',
  repo: 'workspace.repo.changed',
};

const accepted = (change: WorkspaceChange, merged: boolean): readonly EventType[] => {
  const kinds = [...new Set(concernsOf(change).flatMap(({ kind }) => ofKind[kind] ?? []))];
  return [
    ...(kinds.length === 0 ? (['workspace.graph.changed'] as const) : kinds),
    ...(merged ? (['workspace.concurrent.merged'] as const) : []),
  ];
};

const eventsOf = (change: WorkspaceChange, { outcome, reasons }: ChangeOutcome): readonly EventType[] => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return accepted(change, outcome === 'merged');
    case 'superseded':
      return [];
    case 'held':
      return [
        change.subtree !== undefined && concernsOf(change).some(({ kind }) => kind === 'topology')
          ? 'workspace.topology.held'
          : 'workspace.change.held',
      ];
    default:
      return [
        reasons.some(({ code }) => code === 'policy_denied')
          ? 'workspace.change.denied'
          : 'workspace.write.quarantined',
      ];
  }
};

/** What is recorded of a decision: what changed by its kind, and every denial with its reasons; never a record's text. */
export const audit = (change: WorkspaceChange, outcome: ChangeOutcome): readonly AuditDraft[] =>
  auditDrafts(change, outcome, eventsOf(change, outcome));
