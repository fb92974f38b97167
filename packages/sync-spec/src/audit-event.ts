import * as z from 'zod';
import { forms, text } from './text.js';

/** How the decision that an audit event records came out. */
export const auditOutcomes = ['allow', 'deny', 'require_review', 'quarantine', 'error', 'informational'] as const;

/** One entry of an audit log, as the published AuditEvent.json accepts it. */
export const auditEventSchema = z
  .strictObject({
    id: text(forms.auditUrn),
    type: z.literal('AuditEvent'),
    specVersion: z.string(),
    eventType: text(forms.dottedName),
    occurredAt: z.iso.datetime({ offset: true }),
    actorId: text(forms.urn),
    subjectId: text(forms.urn),
    workspaceId: text(forms.workspaceUrn).optional(),
    deviceId: text(forms.deviceUrn).optional(),
    policyDomain: text(forms.dottedName),
    outcome: z.enum(auditOutcomes),
    reasonCode: z.string().describe('One of the reason codes, or `none` where there is no reason (I9).'),
    details: z.looseObject({}).optional(),
    previousEventHash: text(forms.sha256).optional(),
    eventHash: text(forms.sha256),
    signature: z.string().optional(),
  })
  .meta({ title: 'AuditEvent', description: 'Append-only SourceAudit event.' });

export type AuditEvent = z.infer<typeof auditEventSchema>;
