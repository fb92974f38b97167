import { auditEventHash, type JsonObject } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { AuditEvent } from './decision-events.js';

/** Where an event of a scope's log stands in the log of the device that recorded it. */
export interface DevicePlace {
  /** From 1. */
  readonly position: number;
  /** The hash that the event has there. */
  readonly eventHash: string;
}

/**
 * An event of the device's own log as the log of one scope has it. There it follows on another event, since the
 * device's log is one for all scopes: so it has another hash, and its details name the event that it repeats.
 */
export const scopeEvent = (
  crypto: Pick<Crypto, 'sha256'>,
  event: AuditEvent,
  position: number,
  previous: string | undefined,
): AuditEvent => {
  const { id: _, eventHash: recorded, previousEventHash: __, signature: ___, details, ...rest } = event;
  const deviceLog: DevicePlace = { position, eventHash: recorded };
  const body: Omit<AuditEvent, 'id' | 'eventHash'> = {
    ...rest,
    details: { ...details, deviceLog: { ...deviceLog } },
    ...(previous === undefined ? {} : { previousEventHash: previous }),
  };
  const eventHash = auditEventHash(crypto, body);
  return { id: `urn:srcos:audit:${eventHash.slice('sha256:'.length)}`, ...body, eventHash };
};

/** The place that `scopeEvent` put into an event; 0 where there is none. */
export const devicePosition = (record: JsonObject): number => {
  const { details } = record;
  if (typeof details !== 'object' || details === null || !('deviceLog' in details)) return 0;
  const { deviceLog } = details;
  if (typeof deviceLog !== 'object' || deviceLog === null || !('position' in deviceLog)) return 0;
  const { position } = deviceLog;
  return typeof position === 'number' && Number.isSafeInteger(position) && position > 0 ? position : 0;
};
