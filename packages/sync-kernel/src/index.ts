export type { Json, JsonObject } from './model/json.js';
export { stages, type Stage } from './model/stage.js';
export { reasonDetails, type ReasonDetail } from './model/reason-detail.js';
export type { Reason } from './model/reason.js';
export { reasonOf } from './model/reason-of.js';
export { isAgent } from './model/is-agent.js';
export { carriesScope, kindOfScope } from './model/scope-instance.js';
export type { Version } from './model/version.js';
export { defineEngine } from './engine/define-engine.js';
export type {
  AuthoredWrite,
  AuthorizeContext,
  ChangeOutcome,
  Engine,
  EngineDefinition,
  Migration,
  Redaction,
  SecretFinding,
} from './engine/engine.js';
export type { AuditDraft, Card, Change, Classification, Conflict } from './engine/change.js';
export type { Edge, LogCheckpoint, MergeShape } from './engine/merge-shape.js';
export { changedPointers } from './engine/changed-pointers.js';
export { changeOf } from './engine/change-of.js';
export { withSubtree } from './engine/with-subtree.js';
export { changesOf, type ChangeChoices, type ChangeMaker, type RecordPatch } from './engine/author-changes.js';
export { readRecord, type ReadRecord } from './engine/read-record.js';
export { outcomes, type Decision, type Outcome } from './gate/decision.js';
export type { Arrival } from './gate/arrival.js';
export { createReplica } from './replica/create-replica.js';
export type {
  AuthoredBatch,
  BatchDecision,
  LocalChange,
  Replica,
  ReplicaOptions,
  ScopeKey,
} from './replica/replica.js';
export type { MergeConflict, MergeResult, Merger, MergerOptions, ObjectView, Strategy } from './merge/strategy.js';
export type { PolicyAnswer, PolicyQuestion, PolicyView } from './policy/policy-view.js';
export type { EngineFacts, Pile } from './state/facts.js';
export { precedence, type StateRow } from './state/precedence.js';
export { deriveState, type Because, type StateReport } from './state/derive-state.js';
export { deriveHostState, type EngineReport, type HostReport } from './state/derive-host-state.js';
export { explainDecision } from './gate/explain.js';
export { reviewCard, type CardRequest, type Proposer, type ReviewCard } from './card/review-card.js';
export type { FieldDifference } from './card/field-differences.js';
export { renderCard } from './card/render-card.js';
export { remedies } from './model/remedies.js';
export { visibleText } from './model/visible-text.js';

export { auditEvent, auditEventHash, decisionDraft, type AuditRequest } from './operations/audit-event.js';
export {
  conflictRecord,
  type ConflictRequest,
  type ConflictResolution,
  type SyncConflictRecord,
} from './operations/conflict-record.js';
export { checkOperation, isBulkDeletion } from './operations/tombstone.js';
export type { HistoryEntry } from './operations/history.js';
export type { Actor } from './operations/operation-authority.js';
export { planRollback, type RollbackRequest } from './operations/rollback.js';
export type {
  RollbackPlan,
  RollbackResult,
  RollbackStep,
  RollbackTarget,
  SkippedObject,
} from './operations/rollback-plan.js';
export { skipSentences, type SkipCause } from './operations/rollback-barrier.js';
export { rollbackChanges, type RollbackChanges } from './operations/rollback-changes.js';

export type { ControlLog, ControlResult } from './control/control-log.js';
export type { AuthorityQuestion, ControlView, Review, RootApproval } from './control/control-view.js';
export { controlLimits, type AuthorityLog, type AuthorityView, type ControlLimits } from './control/authority-view.js';
export { createControlLog, type ControlLogOptions } from './control/create-control-log.js';
export { keyIdOf, parseControlRecord, type ControlRecord } from './control/control-record.js';
export { controlStatementId, signControlRecord, type ControlBody } from './control/sign-control-record.js';
export type { ControlStatement, StatementOf } from './control/control-statement.js';
export type { Member } from './control/members.js';
export { initialFacts } from './state/initial-facts.js';
export { exportRecords, type ExportItem, type ExportRequest, type ExportResult } from './operations/export.js';
export { exportItems, type BatchItems } from './operations/export/items-of-batch.js';
export type { ExportHeader } from './operations/export/export-format.js';
export type { ExportedWrite, Grounds, LineReader } from './operations/export/read-record-line.js';
export {
  verifyExport,
  type ExportFailure,
  type ExportSummary,
  type ExportVerdict,
  type ExportVerification,
} from './operations/export/verify-export.js';
export { strategies } from './merge/strategies.js';
export {
  logHead,
  proveLogEntry,
  proveLogGrowth,
  verifyLogEntry,
  verifyLogGrowth,
  type LogEntries,
  type LogHead,
  type LogInclusion,
} from './merge/append-only/log-proofs.js';
export {
  evaluatePolicy,
  explainPolicy,
  policyViewOf,
  type NamedBundle,
  type PolicyCause,
  type PolicyDecision,
  type PolicyEvaluation,
} from './policy/evaluate.js';
export { meetPolicies, normalPolicy, policyJson, unrestricted, type NormalPolicy } from './policy/meet.js';
export {
  policyLayers,
  type AppliesTo,
  type PolicyBundle,
  type PolicyEffect,
  type PolicyLayer,
  type PolicyLimit,
  type PolicyList,
  type PolicyRule,
  type PolicyStatement,
} from './policy/policy-statement.js';
export * from './domain/index.js';
