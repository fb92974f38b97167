/** Of each kind a random example, and random texts that are no secrets: those that the search itself is tried on. */
export { canaries } from '../../../../packages/sync-kernel/src/secrets/testing/canaries.js';
export { ordinaryText } from '../../../../packages/sync-kernel/src/secrets/testing/ordinary.js';

/** Twenty formats with a structure of their own, as docs/secrets.md lists them. */
export const plantedFormats = [
  'aws-access-key-id',
  'aws-secret-access-key',
  'github-token',
  'github-fine-grained-token',
  'gitlab-token',
  'npm-token',
  'pypi-token',
  'docker-token',
  'anthropic-key',
  'openai-key',
  'stripe-key',
  'sendgrid-key',
  'google-api-key',
  'azure-storage-key',
  'vault-token',
  'slack-token',
  'slack-webhook',
  'private-key',
  'json-web-token',
  'database-url',
] as const;
