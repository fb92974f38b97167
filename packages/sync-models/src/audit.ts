import { auditDrafts, kindOfUrn, type AuditDraft, type ChangeOutcome } from '@sourceos/sync-kernel';
import type { ModelsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

interface Events {
  readonly changed: EventType;
  readonly held: EventType;
  readonly denied: EventType;
}

const provider: Events = {
  changed: 'model.provider.changed',
  held: 'model.provider.held',
  denied: 'model.provider.denied',
};
const route: Events = { changed: 'model.route.changed', held: 'model.route.held', denied: 'model.route.denied' };
// What a device has waits for nobody; where it does not come into force all the same, it is denied for now.
const availability: Events = {
  changed: 'model.availability.changed',
  held: 'model.availability.denied',
  denied: 'model.availability.denied',
};

const eventsOf = (objectId: string): Events => {
  const kind = kindOfUrn(objectId);
  return kind === 'model-route' ? route : kind === 'model-availability' ? availability : provider;
};

const eventOf = ({ objectId }: ModelsChange, { outcome, reasons }: ChangeOutcome): EventType | undefined => {
  const events = eventsOf(objectId);
  switch (outcome) {
    case 'applied':
    case 'merged':
      return events.changed;
    case 'superseded':
      return undefined;
    case 'held':
      return events.held;
    default:
      if (reasons.some(({ code }) => code === 'secret_redacted')) return 'model.credential.redacted';
      return reasons.some(({ code }) => code === 'policy_denied') ? events.denied : 'model.write.quarantined';
  }
};

/** What is recorded of a decision: of what kind the object is, what about it is risky, and every reason; no address. */
export const audit = (change: ModelsChange, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const eventType = eventOf(change, outcome);
  if (eventType === undefined) return [];
  const concerns = [...new Set(concernsOf(change).map(({ kind }) => kind))];
  return auditDrafts(change, outcome, [eventType], { concerns });
};
