export { manifest } from './manifest.js';
export { auditRecord, type AuditCheckpoint, type AuditEvent, type AuditRecord } from './record.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
export { eventHash } from './event/event-hash.js';
export { checkpointHash, signCheckpoint, verifyCheckpoint } from './checkpoint/checkpoint-hash.js';
export { nextCheckpoint, type CheckpointRequest } from './checkpoint/next-checkpoint.js';
export {
  proveEntry,
  proveExtension,
  treeHeadOf,
  verifyEntry,
  verifyExtension,
  type AuditExtension,
  type AuditInclusion,
  type AuditTreeHead,
} from './log/audit-proof.js';
export { findingDraft, inspectLog, type LogFinding } from './log/inspect-log.js';
export { lastEventHash, logEntries, type AuditReplica, type LogEntry } from './log/log-entries.js';
