import { describe, expect, it } from 'vitest';
import { rightEngine } from '../../test/manifests.js';
import { canonicalEngines } from '../canonical-engines.js';
import { mergeStrategy } from '../merge-strategy.js';
import { engineRules, manifestRules } from './index.js';
import { severities, type EngineRule } from './rule.js';

const ruleOf = (id: string): EngineRule => {
  const rule = engineRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}`);
  return rule;
};

const canonical = (name: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => {
  const row = canonicalEngines.find(({ engineId }) => engineId === `sourceos.sync.${name}`);
  if (row === undefined) throw new Error(`There is no canonical engine ${name}`);
  return rightEngine({
    ...{ engineId: row.engineId, collection: row.collection, ownerRepo: row.owners[0], policyClass: row.policyClass },
    ...{ encryptionScope: row.encryptionScopes[0], mergeStrategy: row.mergeStrategies[0] },
    ...changes,
  });
};

/** For each rule: declarations that it passes, and ones that it fails, with the field at fault. */
const cases: Readonly<Record<string, { passes: readonly object[]; fails: readonly object[]; field: string }>> = {
  'engine/critical-authority': {
    field: 'mergeStrategy',
    passes: [
      ...['signed_authority_required', 'strongest_policy_wins', 'never_merge', 'append_only', 'quarantine'].map(
        (name) => rightEngine({ policyClass: 'critical', mergeStrategy: name }),
      ),
      ...mergeStrategy.values.map((name) => rightEngine({ policyClass: 'high', mergeStrategy: name })),
      { policyClass: 'critical' },
    ],
    fails: ['crdt', 'graph_merge', 'manual_review'].map((name) =>
      rightEngine({ policyClass: 'critical', mergeStrategy: name }),
    ),
  },
  'engine/secrets-never-merge': {
    field: 'mergeStrategy',
    passes: [canonical('secrets'), canonical('audit'), rightEngine({ mergeStrategy: 'crdt' })],
    fails: mergeStrategy.values
      .filter((name) => name !== 'never_merge')
      .map((name) => canonical('secrets', { mergeStrategy: name })),
  },
  'engine/audit-append-only': {
    field: 'mergeStrategy',
    passes: [canonical('audit'), canonical('secrets')],
    fails: mergeStrategy.values
      .filter((name) => name !== 'append_only')
      .map((name) => canonical('audit', { mergeStrategy: name })),
  },
  'engine/review-aware': {
    field: 'mergeStrategy',
    passes: ['memory-mesh', 'shell', 'browser', 'models', 'extensions'].flatMap((name) => [
      canonical(name),
      canonical(name, { mergeStrategy: 'quarantine' }),
    ]),
    fails: ['memory-mesh', 'shell', 'browser', 'models', 'extensions'].flatMap((name) => [
      canonical(name, { mergeStrategy: 'crdt' }),
      canonical(name, { mergeStrategy: 'signed_authority_required' }),
    ]),
  },
  'engine/canonical-collection': {
    field: 'collection',
    passes: [canonical('agent-registry'), rightEngine({ collection: 'agents' })],
    fails: [canonical('agent-registry', { collection: 'agent-registry' }), canonical('shell', { collection: 'Shell' })],
  },
  'engine/canonical-policy-class': {
    field: 'policyClass',
    passes: [canonical('clients'), rightEngine({ policyClass: 'low' })],
    fails: [canonical('clients', { policyClass: 'critical' }), canonical('secrets', { policyClass: 'high' })],
  },
  'engine/canonical-strategy': {
    field: 'mergeStrategy',
    // Where an acceptance criterion names the engine, its rule speaks and this one does not.
    passes: [canonical('workspace'), canonical('shell', { mergeStrategy: 'crdt' }), rightEngine()],
    fails: [
      canonical('workspace', { mergeStrategy: 'crdt' }),
      canonical('clients', { mergeStrategy: 'quarantine' }),
      canonical('agent-registry', { mergeStrategy: 'append_only' }),
      canonical('policy-fabric', { mergeStrategy: 'never_merge' }),
    ],
  },
  'engine/canonical-scope': {
    field: 'encryptionScope',
    passes: [canonical('audit', { encryptionScope: 'org' }), rightEngine({ encryptionScope: 'public' })],
    fails: [canonical('secrets', { encryptionScope: 'org' }), canonical('browser', { encryptionScope: 'public' })],
  },
  'engine/canonical-owner': {
    field: 'ownerRepo',
    passes: [
      canonical('shell', { ownerRepo: 'SourceOS-Linux/TurtleTerm' }),
      canonical('shell', { ownerRepo: 'sourceos-linux/turtleterm' }),
    ],
    fails: [canonical('shell', { ownerRepo: 'someone/TurtleTerm' })],
  },
  'engine/empty-dangerous-fields': {
    field: 'dangerousFields',
    passes: [
      rightEngine({ policyClass: 'low', dangerousFields: [] }),
      rightEngine({ policyClass: 'medium', dangerousFields: [] }),
      rightEngine({ policyClass: 'critical', dangerousFields: ['a'] }),
      rightEngine({ dangerousFields: 'none' }),
    ],
    fails: ['high', 'critical'].map((policyClass) => rightEngine({ policyClass, dangerousFields: [] })),
  },
  'engine/empty-audit-events': {
    field: 'auditEvents',
    passes: [rightEngine(), rightEngine({ policyClass: 'medium', auditEvents: [] })],
    fails: ['high', 'critical'].map((policyClass) => rightEngine({ policyClass, auditEvents: [] })),
  },
};

describe.each(Object.entries(cases))('%s', (id, { passes, fails, field }) => {
  const rule = ruleOf(id);

  it('passes what is right, and what is not its concern', () => {
    for (const declaration of [...passes, {}, { [field]: 5 }, { [field]: '__proto__' }]) {
      expect(rule.check(declaration as never), JSON.stringify(declaration)).toEqual([]);
    }
  });

  it('fails what is wrong, at the field', () => {
    for (const declaration of fails) {
      const problems = rule.check(declaration as never);
      expect(problems, JSON.stringify(declaration)).toHaveLength(1);
      expect(problems[0]).toMatchObject({ rule: id, path: [field], on: 'value' });
      expect(problems[0]?.message).toMatch(/^[A-Z].*[^.]$/);
    }
  });
});

describe('the rules', () => {
  it('all have a passing and a failing declaration here', () => {
    expect(Object.keys(cases).sort()).toEqual(engineRules.map(({ id }) => id).sort());
  });

  it('have ids of their own', () => {
    expect(new Set(manifestRules.map(({ id }) => id)).size).toBe(manifestRules.length);
  });

  it.each(manifestRules)('$id explains itself', (rule) => {
    expect(rule.id).toMatch(/^(?:manifest|engine)\/[a-z-]+$/);
    expect(severities).toContain(rule.severity);
    expect(rule.summary).toMatch(/^[A-Z][^\n]*[^.\n]$/);
    expect(rule.explanation).toMatch(/^[A-Z].*\.$/);
    expect(rule.fix).toMatch(/^[A-Z].*\.$/);
    expect(rule.source).not.toBe('');
  });
});
