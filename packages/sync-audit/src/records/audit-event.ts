import { auditEventSchema } from '@sourceos/sync-spec';

/**
 * An audit event as the estate publishes it. The published shape bounds no lengths and leaves `details`
 * open; the bound on a whole write holds for it.
 */
export const auditEvent = auditEventSchema;
