/** What generated names are made of. */
export const subjects = ['ledger', 'parcel', 'roster', 'survey', 'catalog', 'dispatch', 'metrics', 'notebook'] as const;
export const objects = [
  'profile',
  'template',
  'grant',
  'route',
  'schedule',
  'binding',
  'attachment',
  'environment',
  'subscription',
  'permission',
] as const;
export const actions = [
  'read',
  'applied',
  'created',
  'updated',
  'denied',
  'revoked',
  'archived',
  'restored',
  'exported',
  'imported',
  'reviewed',
  'redacted',
] as const;
