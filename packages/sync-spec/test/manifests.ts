/** A manifest of an engine outside the canonical eleven that nothing is wrong with. */
export const rightEngine = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  engineId: 'sourceos.sync.notes',
  collection: 'notes',
  schemaVersion: '0.1.0',
  ownerRepo: 'someone/notes',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'graph_merge',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['scripts'],
  auditEvents: ['notes.changed'],
  stateCodes: ['healthy'],
  reasonCodes: ['policy_denied'],
  ...changes,
});

/** A repository manifest that nothing is wrong with. */
export const rightRepo = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  repo: 'someone/notes',
  domain: 'workspace',
  specVersion: '0.1.0',
  ownedSchemas: ['Note'],
  syncEngines: [rightEngine()],
  sourceChannels: ['notes.read'],
  policyClasses: ['high'],
  auditEvents: ['notes.changed'],
  dangerousSurfaces: ['notes.delete'],
  authorityRepos: ['SocioProphet/policy-fabric'],
  notes: 'Notes of a person.',
  ...changes,
});

/** The same document without one member. */
export const without = (document: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
