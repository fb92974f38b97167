export { manifest } from './manifest.js';
export { secretsRecord, type SecretLease, type SecretReference, type SecretsRecord } from './record.js';
export { secretKind, type SecretKind } from './records/secret-kind.js';
