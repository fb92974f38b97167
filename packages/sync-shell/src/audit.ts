import type { AuditDraft, ChangeOutcome, JsonObject } from '@sourceos/sync-kernel';
import type { ShellChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import type { manifest } from './manifest.js';
import { kindOfId } from './names/object-id.js';

type EventType = (typeof manifest.auditEvents)[number];

const eventOf = ({ objectId }: ShellChange, { outcome, reasons }: ChangeOutcome): EventType | undefined => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return kindOfId(objectId) === 'command-template' ? 'shell.command_template.changed' : 'shell.profile.changed';
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
  const details: JsonObject = {
    operation: change.operation,
    pointers: change.pointers.slice(0, 64),
    concerns: [...new Set(concernsOf(change).map(({ kind }) => kind))],
    reasons: outcome.reasons.map(({ code, detail }) => `${code}: ${detail}`),
  };
  return [{ eventType, subjectId: change.objectId, details }];
};
