import { auditEventHash } from '@sourceos/sync-kernel';
import { portableCrypto } from '@sourceos/sync-kernel/wire';
import { auditEventSchema, type AuditEvent } from '@sourceos/sync-spec';

/** Members that the published event has. */
const published: ReadonlySet<string> = new Set(Object.keys(auditEventSchema.shape));

/** The hash of an event: SHA-256 of it as RFC 8785 JSON without `id`, `eventHash` and `signature`. */
export const eventHash = (event: Omit<AuditEvent, 'id' | 'eventHash'>): string => auditEventHash(portableCrypto, event);

/**
 * Whether the event is what its hash says. A member that a newer version of the contract added may be in the hash or
 * not: a reader of this version cannot know.
 */
export const isWhatItsHashSays = (event: AuditEvent): boolean => {
  if (eventHash(event) === event.eventHash) return true;
  const known = Object.entries(event).filter(([name]) => published.has(name));
  return (
    known.length < Object.keys(event).length &&
    eventHash(Object.fromEntries(known) as unknown as AuditEvent) === event.eventHash
  );
};

/** The event under the hash of what it is now, where something was taken out of it; a signature over the old one goes. */
export const rehashed = ({ signature: _, ...event }: AuditEvent): AuditEvent => ({
  ...event,
  eventHash: eventHash(event),
});
