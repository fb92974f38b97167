import * as z from 'zod';
import { dateTime } from './date-time.js';
import { openObject } from './open-object.js';
import { forms, text } from './text.js';

/** How the decision that an audit event records came out. */
export const auditOutcomes = ['allow', 'deny', 'require_review', 'quarantine', 'error', 'informational'] as const;

/** One entry of an audit log, as the published AuditEvent.json accepts it. */
export const auditEventSchema = z
  .strictObject({
    id: text(forms.auditUrn).describe('The event.'),
    type: z.literal('AuditEvent').describe('The kind of the object.'),
    specVersion: z.string().describe('Version of the AuditEvent contract that the event follows.'),
    eventType: text(forms.dottedName).describe('What happened; an engine emits only the events of its manifest.'),
    occurredAt: dateTime.describe("When it happened, by the actor's device."),
    actorId: text(forms.urn).describe('Who acted.'),
    subjectId: text(forms.urn).describe('What was acted on.'),
    workspaceId: text(forms.workspaceUrn).describe('The workspace that it happened in.').optional(),
    deviceId: text(forms.deviceUrn).describe('The device that it happened on.').optional(),
    policyDomain: text(forms.dottedName).describe('The domain whose policy decided.'),
    outcome: z.enum(auditOutcomes).describe('How the decision came out.'),
    reasonCode: z.string().describe('One of the reason codes, or `none` where there is no reason (I9).'),
    details: openObject().describe('What else the emitting engine records.').optional(),
    previousEventHash: text(forms.sha256).describe('The event before it in the same log.').optional(),
    eventHash: text(forms.sha256).describe('The hash of this event.'),
    signature: z.string().describe('The signature of the device that recorded the event.').optional(),
  })
  .meta({ title: 'AuditEvent', description: 'Append-only SourceAudit event.' });

export type AuditEvent = z.infer<typeof auditEventSchema>;
