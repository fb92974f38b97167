import { auditEventHash, type JsonObject } from '@sourceos/sync-kernel';
import { canonicalBytes, parseJson, type Crypto } from '@sourceos/sync-kernel/wire';
import type { AuditEvent } from './decision-events.js';

/** What is wrong with a row of the log, in one sentence, or its event. */
export type ReadEvent =
  { readonly ok: true; readonly event: AuditEvent } | { readonly ok: false; readonly why: string };

const refuse = (why: string): ReadEvent => ({ ok: false, why });

const isEvent = (value: unknown): value is JsonObject & { readonly id: string; readonly eventHash: string } =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'eventHash' in value &&
  typeof value.id === 'string' &&
  typeof value.eventHash === 'string';

/** Reads a row: canonical bytes of an event that is what its hash says, under the id that the hash gives. */
export const readEvent = (crypto: Pick<Crypto, 'sha256'>, bytes: Uint8Array): ReadEvent => {
  const json = parseJson(bytes);
  if (!json.ok) return refuse('The row is no JSON.');
  const { value } = json;
  if (!isEvent(value)) return refuse('The row is no event.');
  if (Buffer.compare(canonicalBytes(value), bytes) !== 0)
    return refuse('The row is not the canonical text of its event.');
  const event = value as unknown as AuditEvent;
  if (auditEventHash(crypto, event) !== event.eventHash) return refuse('The event is not what its hash says.');
  if (event.id !== `urn:srcos:audit:${event.eventHash.slice('sha256:'.length)}`) {
    return refuse('The event is under another id than its hash gives.');
  }
  return { ok: true, event };
};
