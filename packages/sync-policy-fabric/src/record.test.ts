import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { describe, expect, it } from 'vitest';
import { policyFabricRecord, type PolicyFabricRecord } from './record.js';

const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;

const bundle = {
  type: 'PolicyBundle',
  name: 'Agents in production',
  description: 'What agents may do\nwhere customers are.',
  layer: 'enterprise',
  edition: 12,
  rules: {
    'no-shell': { capability: 'shell.*', subjects: ['urn:srcos:agent:*'], effect: 'deny', reason: 'Use a runbook.' },
    'ask-first': { capability: 'document.write', effect: 'review', reason: 'A person reads it first.' },
    otherwise: { capability: '*', effect: 'allow', reason: 'Not restricted.' },
  },
  limits: {
    'short-leases': { capability: '*', quantity: 'lease.duration_seconds', maximum: 3_600 },
  },
  allowLists: {
    'own-models': { capability: 'model.route', dimension: 'model.provider', values: ['local'] },
    'no-network': {
      capability: 'network.*',
      subjects: ['urn:srcos:agent:writer'],
      dimension: 'network.host',
      values: [],
    },
  },
  denyLists: {
    'not-payroll': { capability: 'repo.*', dimension: 'repo.name', values: ['example/payroll'] },
  },
  issuedBy: 'urn:srcos:org:example',
  issuedAt: '2026-05-07T09:30:00Z',
} satisfies PolicyFabricRecord;

const downgrade = {
  type: 'PolicyDowngrade',
  layer: 'workspace',
  retires: [hash],
  reason: 'The incident is over.',
  decidedBy: 'urn:srcos:person:mira',
  decidedAt: '2026-05-08T09:30:00.5Z',
} satisfies PolicyFabricRecord;

const examples = [bundle, downgrade];

const faults = faultsOf(policyFabricRecord);

/** The bundle with one rule, changed. */
const withRule = (rule: object) => ({ ...bundle, rules: { one: { ...bundle.rules.otherwise, ...rule } } });

describeRecordLaws(policyFabricRecord, examples);

describe('policyFabricRecord', () => {
  it('tells an allow-list that allows none from no allow-list', () => {
    const { allowLists, ...unlisted } = bundle;
    expect(allowLists['no-network'].values).toEqual([]);
    expect(policyFabricRecord.parse(bundle)).toHaveProperty('allowLists.no-network.values', []);
    expect(policyFabricRecord.parse(unlisted)).not.toHaveProperty('allowLists');
  });

  it.each([
    ['an edition before the first', { ...bundle, edition: 0 }, 'edition'],
    ['a type that the engine does not have', { ...bundle, type: 'Policy' }, 'type'],
    ['a layer outside the vocabulary', { ...bundle, layer: 'root' }, 'layer'],
    ['an effect outside the vocabulary', withRule({ effect: 'permit' }), 'rules.one.effect'],
    ['a rule that does not say why', withRule({ reason: '' }), 'rules.one.reason'],
    ['a capability with a wildcard inside', withRule({ capability: 'shell.*.run' }), 'rules.one.capability'],
    ['a capability with half a wildcard', withRule({ capability: 'shel*' }), 'rules.one.capability'],
    ['a rule for nobody', withRule({ subjects: [] }), 'rules.one.subjects'],
    ['a subject that is no URN', withRule({ subjects: ['*'] }), 'rules.one.subjects.0'],
    [
      'a subject given twice',
      withRule({ subjects: ['urn:srcos:agent:a', 'urn:srcos:agent:a'] }),
      'rules.one.subjects.1',
    ],
    [
      'a name of a rule that could be shown as something else',
      { ...bundle, rules: { 'a\u202e': {} } },
      'rules.a\u202e',
    ],
    [
      'too many rules',
      {
        ...bundle,
        rules: Object.fromEntries(Array.from({ length: 1_025 }, (_, i) => [`r${i}`, bundle.rules.otherwise])),
      },
      'rules',
    ],
    [
      'a limit below nothing',
      { ...bundle, limits: { one: { ...bundle.limits['short-leases'], maximum: -1 } } },
      'limits.one.maximum',
    ],
    [
      'a limit without end',
      { ...bundle, limits: { one: { ...bundle.limits['short-leases'], maximum: Number.MAX_VALUE } } },
      'limits.one.maximum',
    ],
    [
      'a limit with a unit beside it',
      { ...bundle, limits: { one: { ...bundle.limits['short-leases'], unit: 'minutes' } } },
      'limits.one',
    ],
    [
      'an allow-list without values, which could mean all or none',
      { ...bundle, allowLists: { one: { capability: '*', dimension: 'network.host' } } },
      'allowLists.one.values',
    ],
    ['a bundle that lapses by itself', { ...bundle, expiresAt: '2027-01-01T00:00:00Z' }, ''],
    ['a downgrade that retires nothing', { ...downgrade, retires: [] }, 'retires'],
    ['a downgrade of bundles by name', { ...downgrade, retires: ['Agents in production'] }, 'retires.0'],
    ['a bundle retired twice', { ...downgrade, retires: [hash, hash] }, 'retires.1'],
    ['a downgrade at no layer', { ...downgrade, layer: undefined }, 'layer'],
    ['a downgrade that does not say why', { ...downgrade, reason: '' }, 'reason'],
    ['a local time', { ...downgrade, decidedAt: '2026-05-08T09:30:00+02:00' }, 'decidedAt'],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toContain(path);
  });
});
