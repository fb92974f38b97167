import * as z from 'zod';
import { auditCheckpoint } from './records/audit-checkpoint.js';
import { auditEvent } from './records/audit-event.js';

/**
 * The object model of the collection `audit`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own, but for the event, whose published schema requires one.
 */
export const auditRecord = z.discriminatedUnion('type', [auditEvent, auditCheckpoint]);

export type AuditRecord = z.infer<typeof auditRecord>;
export type AuditCheckpoint = z.infer<typeof auditCheckpoint>;
export type { AuditEvent } from '@sourceos/sync-spec';
