import { auditDrafts, kindOfUrn, type AuditDraft, type ChangeOutcome } from '@sourceos/sync-kernel';
import type { ShellChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

const eventOf = ({ objectId }: ShellChange, { outcome, reasons }: ChangeOutcome): EventType | undefined => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return kindOfUrn(objectId) === 'command-template' ? 'shell.command_template.changed' : 'shell.profile.changed';
    case 'superseded':
      return undefined;
    default:
      return reasons.some(({ code }) => code === 'secret_redacted')
        ? 'shell.environment.redacted'
        : 'shell.profile.denied';
  }
};

/**
 * What is recorded of a decision. A change that waits for a person is a denial until one decides: the event's own
 * outcome tells it from a final one. Code and values are never recorded.
 */
export const audit = (change: ShellChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const eventType = eventOf(change, outcome);
  if (eventType === undefined) return [];
  const concerns = [...new Set(concernsOf(change).map(({ kind }) => kind))];
  return auditDrafts(change, outcome, [eventType], { concerns });
};
