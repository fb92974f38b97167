export { manifest } from './manifest.js';
export { auditRecord, type AuditCheckpoint, type AuditEvent, type AuditRecord } from './record.js';
