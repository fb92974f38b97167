export { manifest } from './manifest.js';
export { secretsRecord, type SecretLease, type SecretReference, type SecretsRecord } from './record.js';
export { secretKind, type SecretKind } from './records/secret-kind.js';
export { engine } from './engine.js';
export { changes, type Revocation, type RotationStep } from './changes.js';
export { judgeUse, type LeaseJudgement, type LeaseUse } from './lease/judge-use.js';
export { leaseRefusals, type LeaseRefusal } from './lease/lease-refusal.js';
export { rotationDueAt } from './rotation/rotation-due.js';
