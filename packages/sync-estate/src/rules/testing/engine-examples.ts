import { engineManifest, jsonText, repoManifest } from '../../testing/manifests.js';
import { declared, repository, shell, shellManifest, shellRepo, without } from './estates.js';
import type { RuleExample } from './rule-example.js';

const engineId = 'sourceos.sync.shell';
const file = '.sourceos/manifest.json';
const inShell = { severity: 'error', repo: shellRepo, file, engineId } as const;
const text = jsonText(repoManifest(shellRepo));
const unknown = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`unknown${index}`, true]));

/** Where a field of the first declaration stands in a manifest as `jsonText` writes it. */
const at = (field: string): { readonly line: number; readonly column: number; readonly pointer: string } => {
  const fields = Object.keys(engineManifest(engineId));
  return { line: 8 + fields.indexOf(field), column: 10 + field.length + 1, pointer: `/syncEngines/0/${field}` };
};

/** Rules about the declaration of an engine. */
export const engineExamples: Readonly<Record<string, RuleExample>> = {
  'engine/misspelt-id': {
    fails: declared('sourceos.sync.calender', { engineId: 'sourceos.sync.shel', ownerRepo: 'ExampleOrg/calendar' }),
    passes: declared('sourceos.sync.calendar', { ownerRepo: 'ExampleOrg/calendar' }),
    finding: {
      ...inShell,
      severity: 'warn',
      repo: 'ExampleOrg/calendar',
      engineId: 'sourceos.sync.shel',
      ...at('engineId'),
      found: '"sourceos.sync.shel"',
      expected: 'sourceos.sync.shell, or a name of its own',
      suggestion: engineId,
    },
  },
  'engine/declared-twice': {
    fails: repository(shellRepo, repoManifest(shellRepo, [engineId, engineId])),
    passes: repository(shellRepo, repoManifest(shellRepo, [engineId, 'sourceos.sync.prompt'])),
    finding: {
      ...inShell,
      line: 27,
      column: 19,
      pointer: '/syncEngines/1/engineId',
      found: '"sourceos.sync.shell"',
      expected: 'one declaration of each engine',
    },
  },
  'engine/missing-field': {
    fails: repository(shellRepo, shellManifest({ syncEngines: [without(engineManifest(engineId), 'mergeStrategy')] })),
    passes: shell(),
    finding: {
      ...inShell,
      line: 7,
      column: 5,
      pointer: '/syncEngines/0/mergeStrategy',
      found: 'nothing',
      expected:
        'one of crdt, graph_merge, append_only, manual_review, strongest_policy_wins, signed_authority_required, never_merge, quarantine',
    },
  },
  'engine/wrong-type': {
    fails: shell({ defaultEnabled: 'true' }),
    passes: shell({ defaultEnabled: false }),
    finding: { ...inShell, ...at('defaultEnabled'), found: '"true"', expected: 'true or false' },
  },
  'engine/invalid-format': {
    fails: shell({ schemaVersion: '1.0' }),
    passes: shell({ schemaVersion: '1.0.0-rc.1+build.5' }),
    finding: { ...inShell, ...at('schemaVersion'), found: '"1.0"', expected: 'a semantic version such as 0.1.0' },
  },
  'engine/unknown-value': {
    fails: shell({ mergeStrategy: 'manual_reveiw' }),
    passes: shell({ mergeStrategy: 'quarantine' }),
    finding: {
      ...inShell,
      ...at('mergeStrategy'),
      found: '"manual_reveiw"',
      expected:
        'one of crdt, graph_merge, append_only, manual_review, strongest_policy_wins, signed_authority_required, never_merge, quarantine',
      suggestion: 'manual_review',
    },
  },
  'engine/unknown-key': {
    fails: repository(
      shellRepo,
      shellManifest({ syncEngines: [{ ...engineManifest(engineId), supportTombstones: true }] }),
    ),
    passes: repository(
      shellRepo,
      shellManifest({ syncEngines: [{ ...engineManifest(engineId), $schema: 'https://example.org/schema.json' }] }),
    ),
    finding: {
      ...inShell,
      line: 25,
      column: 7,
      pointer: '/syncEngines/0/supportTombstones',
      found: '"supportTombstones"',
      expected: 'only fields of the schema',
      suggestion: 'supportsTombstones',
    },
  },
  'engine/duplicate-key': {
    fails: repository(shellRepo, text.replace('"mergeStrategy":', '"mergeStrategy": "crdt",\n      "mergeStrategy":')),
    passes: shell(),
    finding: {
      ...inShell,
      line: 16,
      column: 7,
      pointer: '/syncEngines/0/mergeStrategy',
      found: '"mergeStrategy"',
      expected: 'each name once',
    },
  },
  'engine/repeated-item': {
    fails: shell({ dangerousFields: ['aliases', 'aliases'] }),
    passes: shell({ dangerousFields: ['aliases', 'functions'] }),
    finding: {
      ...inShell,
      line: 21,
      column: 9,
      pointer: '/syncEngines/0/dangerousFields/1',
      found: '"aliases"',
      expected: 'each item once',
    },
  },
  'engine/too-many-problems': {
    fails: repository(shellRepo, shellManifest({ syncEngines: [{ ...engineManifest(engineId), ...unknown(101) }] })),
    passes: repository(shellRepo, shellManifest({ syncEngines: [{ ...engineManifest(engineId), ...unknown(100) }] })),
    finding: {
      ...inShell,
      line: 7,
      column: 5,
      pointer: '/syncEngines/0',
      expected: 'at most 100 problems in one object',
    },
  },
  'engine/critical-authority': {
    fails: declared('sourceos.sync.calendar', {
      ownerRepo: 'ExampleOrg/calendar',
      policyClass: 'critical',
      mergeStrategy: 'crdt',
    }),
    passes: declared('sourceos.sync.calendar', {
      ownerRepo: 'ExampleOrg/calendar',
      policyClass: 'critical',
      mergeStrategy: 'quarantine',
    }),
    finding: {
      ...inShell,
      repo: 'ExampleOrg/calendar',
      engineId: 'sourceos.sync.calendar',
      ...at('mergeStrategy'),
      found: '"crdt"',
      expected: 'signed_authority_required, strongest_policy_wins, never_merge, append_only, quarantine',
    },
  },
  'engine/secrets-never-merge': {
    fails: declared('sourceos.sync.secrets', { mergeStrategy: 'quarantine' }),
    passes: declared('sourceos.sync.secrets'),
    finding: {
      ...inShell,
      repo: 'SourceOS-Linux/sourceos-syncd',
      engineId: 'sourceos.sync.secrets',
      ...at('mergeStrategy'),
      found: '"quarantine"',
      expected: 'never_merge',
    },
  },
  'engine/audit-append-only': {
    fails: declared('sourceos.sync.audit', { mergeStrategy: 'quarantine' }),
    passes: declared('sourceos.sync.audit'),
    finding: {
      ...inShell,
      repo: 'SocioProphet/sherlock-search',
      engineId: 'sourceos.sync.audit',
      ...at('mergeStrategy'),
      found: '"quarantine"',
      expected: 'append_only',
    },
  },
  'engine/review-aware': {
    fails: shell({ mergeStrategy: 'crdt' }),
    passes: shell({ mergeStrategy: 'quarantine' }),
    finding: { ...inShell, ...at('mergeStrategy'), found: '"crdt"', expected: 'manual_review, quarantine' },
  },
  'engine/canonical-collection': {
    fails: shell({ collection: 'shells' }),
    passes: shell(),
    finding: { ...inShell, ...at('collection'), found: '"shells"', expected: 'shell', suggestion: 'shell' },
  },
  'engine/canonical-policy-class': {
    fails: shell({ policyClass: 'low' }),
    passes: shell(),
    finding: { ...inShell, ...at('policyClass'), found: '"low"', expected: 'high' },
  },
  'engine/canonical-strategy': {
    fails: declared('sourceos.sync.workspace', { mergeStrategy: 'crdt' }),
    passes: declared('sourceos.sync.workspace'),
    finding: {
      ...inShell,
      repo: 'SocioProphet/prophet-workspace',
      engineId: 'sourceos.sync.workspace',
      ...at('mergeStrategy'),
      found: '"crdt"',
      expected: 'graph_merge',
    },
  },
  'engine/canonical-scope': {
    fails: declared('sourceos.sync.models', { encryptionScope: 'workspace' }),
    passes: declared('sourceos.sync.models', { encryptionScope: 'org' }),
    finding: {
      ...inShell,
      repo: 'SourceOS-Linux/sourceos-model-carry',
      engineId: 'sourceos.sync.models',
      ...at('encryptionScope'),
      found: '"workspace"',
      expected: 'profile or org',
    },
  },
  'engine/canonical-owner': {
    fails: shell({ ownerRepo: 'ExampleOrg/shell' }),
    passes: shell({ ownerRepo: 'SourceOS-Linux/TurtleTerm' }),
    finding: {
      ...inShell,
      ...at('ownerRepo'),
      found: '"ExampleOrg/shell"',
      expected: 'SourceOS-Linux/sourceos-shell or SourceOS-Linux/TurtleTerm',
    },
  },
  'engine/empty-dangerous-fields': {
    fails: shell({ dangerousFields: [] }),
    passes: shell(),
    finding: {
      ...inShell,
      severity: 'warn',
      ...at('dangerousFields'),
      found: '[]',
      expected: 'at least one of its dangerous fields',
    },
  },
  'engine/empty-audit-events': {
    fails: shell({ auditEvents: [] }),
    passes: declared('sourceos.sync.calendar', { ownerRepo: 'ExampleOrg/calendar', auditEvents: [] }),
    finding: {
      ...inShell,
      severity: 'warn',
      line: 22,
      column: 22,
      pointer: '/syncEngines/0/auditEvents',
      found: '[]',
      expected: 'at least one of its audit events',
    },
  },
};
