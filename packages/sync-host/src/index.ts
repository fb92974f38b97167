export type { HostFailure, HostResult } from './failure.js';
export type {
  Changes,
  Compaction,
  DecisionQuery,
  Dropped,
  Loaded,
  NewScope,
  QuarantineLimits,
  RemoteChanges,
  Store,
  Usage,
} from './store/store.js';
export type {
  AuditRow,
  BatchPlace,
  CursorRow,
  DecisionRow,
  NewBatch,
  NewControl,
  NewEntry,
  NewOutboxEntry,
  Origin,
  OutboxEntry,
  OutboxKind,
  QuarantineRow,
  ReceiptRow,
  ReviewRow,
  ScopeRow,
  SealedKey,
  StoredEntry,
  TallyRow,
} from './store/rows.js';
export { storeCodes, type StoreCode, type StoreResult } from './store/store-code.js';
export type { DeviceKeyProvider, ProvidedKey } from './keyring/device-key.js';
export { keyFileProvider } from './keyring/key-file-provider.js';
export { keyringCodes, type Keyring, type KeyringCode, type Unwrapped } from './keyring/keyring.js';
export {
  createKeyring,
  openKeyring,
  protectKeyring,
  type KeyringOptions,
  type NewKeyring,
} from './keyring/open-keyring.js';
export { passphraseProvider, scryptCost, type ScryptCost } from './keyring/passphrase-provider.js';
export { systemKeyringProvider, type SystemKeyring } from './keyring/system-provider.js';
export {
  assertMayLeave,
  mayLeave,
  type EncryptionScope,
  type LeavingChange,
  type LeavingScope,
  type MustNotLeave,
  type Staying,
} from './guard/may-leave.js';
export { admit, type Admission } from './membership/admit.js';
export { coSign } from './membership/co-sign.js';
export { completeJoin, type Joined } from './membership/complete-join.js';
export { createScope, type CreatedScope, type NewScopeOptions } from './membership/create-scope.js';
export { delegate, type Grant } from './membership/delegate.js';
export { beginJoin, inviteDevice, type Invitation } from './membership/join-handshake.js';
export type { JoinRequest } from './membership/join-request.js';
export type { Made, Maker, MembershipResult, ReadableLog } from './membership/maker.js';
export { membershipCodes, type MembershipCode } from './membership/membership-code.js';
export { pendingRecords, type PendingRecord } from './membership/pending.js';
export { recover, type Recovered, type Recovery } from './membership/recover.js';
export { removeMember, type Removal, type Removed } from './membership/remove-member.js';
export { renewEpoch } from './membership/renew-epoch.js';
export { rotateRoot, type Rotation } from './membership/rotate-root.js';
export { sealableCommitments } from './membership/sealable.js';
export { controlLogOf } from './device/control-log-of.js';
export { createDevice } from './device/create-device.js';
export type {
  Connection,
  Device,
  DeviceOptions,
  DeviceScope,
  ScopeEvent,
  ScopeStart,
  SyncReport,
  WriteCode,
} from './device/device.js';
export { snapshotCodes, type SnapshotCode, type SnapshotReport } from './snapshots/snapshot-code.js';
export { queueChanges, waitsForPerson, type QueueChanges, type QueueContext } from './device/queue-changes.js';
export { createHttpTransport, type HttpTransportOptions } from './relay-client/http-transport.js';
export { backOff, backOffLimits, type BackOffLimits } from './relay-client/back-off.js';
export {
  emptyLogState,
  readLogState,
  writeLogState,
  type Contradiction,
  type EntryPlace,
  type LogState,
} from './relay-client/log-state.js';
export { noteHead, proves, takeNewest } from './relay-client/observe-head.js';
export {
  challengeSchema,
  refusalSchema,
  relayIdentitySchema,
  sessionSchema,
  signedHeadSchema,
  signedReceiptSchema,
  type EntryKind,
  type OutgoingEntry,
  type RelayEntry,
  type RelayIdentity,
  type SignedHead,
  type SignedReceipt,
} from './relay-client/protocol.js';
export {
  trustFailures,
  type RelayFailure,
  type RelayFault,
  type RelayResult,
  type TrustFailure,
} from './relay-client/relay-failure.js';
export { verifiesUnder } from './relay-client/signed.js';
export { entryLeaf, foldEntries } from './relay-client/take-entries.js';
export {
  transportFailures,
  type FeedListener,
  type RelayTransport,
  type TransportFailure,
  type TransportFault,
  type TransportResult,
} from './relay-client/transport.js';
export { createMemoryStore } from './store/memory/create-memory-store.js';
export { openSqliteStore } from './store/sqlite/create-sqlite-store.js';
export type { SqliteOptions } from './store/sqlite/open-connection.js';
export { createAuditLog, type AuditLog, type AuditLogOptions } from './audit/audit-log.js';
export type { AuditEvent } from './audit/decision-events.js';
export type { HostNote } from './audit/host-event.js';
export { auditFaults, verifyAuditLog, type AuditFault, type AuditHead } from './audit/verify-audit.js';
export { noTelemetry, openTelemetry, type Telemetry } from './telemetry/telemetry.js';
export { createEngineSettings, mayLiveIn, type EngineSettings } from './supervisor/engine-settings.js';
export { createSupervisor } from './supervisor/create-supervisor.js';
export type { EngineWriteCode } from './supervisor/engine-runner.js';
export type { SupervisorEvent, SupervisorListener } from './supervisor/events.js';
export type { Preview, PreviewedWrite } from './supervisor/preview.js';
export type { Schedule } from './supervisor/schedule.js';
export type { SyncCode } from './supervisor/scope-runner.js';
export type {
  ChoiceCode,
  EngineStatus,
  HostStatus,
  ScopeStatus,
  Supervisor,
  SupervisorOptions,
} from './supervisor/supervisor.js';
export type { UnopenedDevice } from './supervisor/unopened.js';
export {
  exportScope,
  verifyScopeExport,
  type Exported,
  type ExportSink,
  type ScopeExport,
} from './operations/export.js';
export { applyRollback, planScopeRollback, type RolledBack, type RollbackPlanRequest } from './operations/rollback.js';
export {
  createQuarantineQueue,
  type QuarantineDetail,
  type QuarantineItem,
  type QuarantineOptions,
  type QuarantineQueue,
  type Replayed,
} from './queues/quarantine-queue.js';
export { reviewFaults, type ReviewCode } from './queues/review-code.js';
export {
  createReviewQueue,
  type ReviewItem,
  type ReviewQueue,
  type ReviewQueueOptions,
} from './queues/review-queue.js';
export type { Verdict } from './queues/sign-review.js';
