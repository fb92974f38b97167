export { findSecrets, type FoundSecret } from './find-secrets.js';
export { secretMarker } from './marker.js';
export { redactSecrets, type RedactOptions } from './redact-secrets.js';
export { redactUrl } from './redact-url.js';
