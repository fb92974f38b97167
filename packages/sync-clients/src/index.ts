export { manifest } from './manifest.js';
export {
  clientsRecord,
  type ClientsRecord,
  type Device,
  type DeviceCommand,
  type DeviceCommandApproval,
  type DeviceCommandResult,
  type DeviceHeartbeat,
  type DeviceRevocation,
} from './record.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
export {
  approvalCounts,
  approveCommand,
  commandHash,
  type ApprovalDraft,
  type ApprovalGrounds,
} from './command/approval.js';
export { commandVerdict, type CommandQuestion, type CommandVerdict } from './command/command-verdict.js';
export {
  beginCommand,
  emptyLedger,
  endCommand,
  forgetExpired,
  type CommandLedger,
  type LedgerEntry,
} from './command/ledger.js';
export { approvalId, heartbeatId, resultId } from './registry/object-id.js';
export { controlRevocationOf } from './registry/control-revocation.js';
export { base64urlOf, bytesOfBase64url } from '@sourceos/sync-kernel/wire';
