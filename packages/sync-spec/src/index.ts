export { defineVocabulary, type Vocabulary, type VocabularyValue } from './vocabulary.js';
export { policyClass, type PolicyClass } from './policy-class.js';
export { encryptionScope, type EncryptionScope } from './encryption-scope.js';
export { criticalStrategies, mergeStrategy, reviewAwareStrategies, type MergeStrategy } from './merge-strategy.js';
export { engineState, type EngineState } from './engine-state.js';
export { reasonCode, type ReasonCode } from './reason-code.js';
export { repoDomain, type RepoDomain } from './repo-domain.js';
export { forms, text, type TextForm } from './text.js';
export { dateTime } from './date-time.js';
export { uniqueItems } from './unique-items.js';
export {
  requiredManifestFields,
  syncEngineManifestSchema,
  type RequiredManifestField,
  type SyncEngineManifest,
} from './sync-engine-manifest.js';
export { repoManifestPath, repoManifestSchema, type RepoManifest } from './repo-manifest.js';
export { sourceGraphWriteSchema, writeOperations, type SourceGraphWrite } from './source-graph-write.js';
export { auditEventSchema, auditOutcomes, type AuditEvent } from './audit-event.js';
export { agentCapabilityLeaseSchema, type AgentCapabilityLease } from './agent-capability-lease.js';
export {
  canonicalEngines,
  engineName,
  enginePackage,
  enginesOwnedBy,
  findCanonicalEngine,
  type CanonicalEngine,
  type CanonicalEngineId,
} from './canonical-engines.js';
export type { ManifestFor, RecordPath } from './record-path.js';
export { recordPaths } from './record-paths.js';
export { sha256Hash } from './record-hash.js';
export { dottedName } from './record-name.js';
export { publicKey, signature } from './record-key.js';
export { multiLine, singleLine, timestamp } from './record-text.js';
export { urnOf } from './record-urn.js';
export { webOrigin, webUrl } from './record-url.js';
export { orderKey } from './record-order.js';
export { namedEntries } from './named-entries.js';
export { acceptanceCriteria } from './acceptance-criteria.js';
export { shorten, toPointer, type Path, type Problem } from './problem.js';
export {
  severities,
  type AcceptanceCriterion,
  type Declaration,
  type EngineRule,
  type Rule,
  type Severity,
} from './rules/rule.js';
export { acceptanceRules, type AcceptanceRule } from './rules/acceptance.js';
export { engineRules, manifestRules } from './rules/index.js';
export { engineShape, manifestShape } from './rules/shape.js';
export { validateRepoManifest, validateSyncEngineManifest } from './validate.js';
