import { changedPointers, type JsonObject } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import type { PolicyChange } from './concerns/concern.js';
import { describe as cardOf } from './describe.js';
import type { PolicyBundle } from './record.js';

const bundle: PolicyBundle = {
  type: 'PolicyBundle',
  name: 'Agents',
  layer: 'workspace',
  edition: 1,
  rules: {
    shell: { capability: 'shell.*', subjects: ['urn:srcos:agent:*'], effect: 'deny', reason: 'Use a runbook.' },
  },
  limits: { leases: { capability: '*', quantity: 'lease.duration_seconds', maximum: 3_600 } },
  allowLists: { hosts: { capability: 'network.*', dimension: 'network.host', values: ['example.org'] } },
  denyLists: { repos: { capability: 'repo.*', dimension: 'repo.name', values: ['payroll'] } },
  issuedBy: 'urn:srcos:org:example',
  issuedAt: '2026-05-07T09:30:00Z',
};
const riskOf = (changed: Partial<PolicyBundle>): string => {
  const after = { ...bundle, edition: 2, ...changed };
  const change: PolicyChange = {
    objectId: 'urn:srcos:policy-bundle:one',
    operation: 'put',
    authorId: 'urn:srcos:person:ada',
    deviceId: 'urn:srcos:device:ada',
    before: bundle,
    after,
    pointers: changedPointers(bundle as unknown as JsonObject, after as unknown as JsonObject),
  };
  return cardOf(change).risk;
};
const shell = bundle.rules.shell ?? { capability: '', effect: 'deny', reason: '' };

describe('the card of a bundle', () => {
  it.each<[string, Partial<PolicyBundle>, RegExp]>([
    [
      'a rule that is loosened',
      { rules: { shell: { ...shell, effect: 'review' } } },
      /shell would be loosened from deny to review; what is in force holds until/,
    ],
    [
      'a rule that goes',
      { rules: {} },
      /The rule shell goes, by which shell\.\* for urn:srcos:agent:\* is denied; what is in force/,
    ],
    [
      'a rule about less',
      { rules: { shell: { ...shell, capability: 'shell.run' } } },
      /speaks about something else: shell\.run/,
    ],
    [
      'a rule that gives another reason',
      { rules: { shell: { ...shell, reason: 'Because.' } } },
      /^The rule shell gives another reason\.$/,
    ],
    [
      'a rule that opens everything',
      { rules: { shell, open: { capability: '*', effect: 'allow', reason: 'Free.' } } },
      /everything for everybody is allowed, where nothing stricter speaks/,
    ],
    [
      'a limit that rises',
      { limits: { leases: { capability: '*', quantity: 'lease.duration_seconds', maximum: 7_200 } } },
      /would be another: lease\.duration_seconds of everything for everybody is at most 7200, where/,
    ],
    [
      'a limit that falls',
      { limits: { leases: { capability: '*', quantity: 'lease.duration_seconds', maximum: 60 } } },
      /^By the limit leases, .* is at most 60\.$/,
    ],
    ['a limit that goes', { limits: {} }, /The limit leases goes/],
    [
      'an allow-list that takes in more',
      {
        allowLists: {
          hosts: { capability: 'network.*', dimension: 'network.host', values: ['example.org', 'evil.example'] },
        },
      },
      /would take in evil\.example as network\.host/,
    ],
    [
      'an allow-list that is emptied',
      { allowLists: { hosts: { capability: 'network.*', dimension: 'network.host', values: [] } } },
      /example\.org is allowed no more/,
    ],
    ['an allow-list that goes', { allowLists: {} }, /The allow-list hosts goes/],
    [
      'a deny-list that lets go',
      { denyLists: { repos: { capability: 'repo.*', dimension: 'repo.name', values: [] } } },
      /would let go payroll as repo\.name/,
    ],
    [
      'a deny-list that takes in more',
      { denyLists: { repos: { capability: 'repo.*', dimension: 'repo.name', values: ['payroll', 'hr'] } } },
      /^By the deny-list repos, hr is denied/,
    ],
    ['another layer', { layer: 'user' }, /would speak for the layer user instead of workspace/],
    [
      'an edition that goes back',
      { edition: 1, issuedAt: '2026-05-08T09:30:00Z' },
      /Edition 1 comes after 1: the stricter of both holds/,
    ],
    ['another description', { description: 'x' }, /^Nothing that it decides changes\.$/],
  ])('names %s', (_, changed, risk) => {
    expect(riskOf(changed)).toMatch(risk);
  });

  it('has room for the largest bundle, and says how much it left out', () => {
    const rules = Object.fromEntries(
      Array.from({ length: 1_024 }, (_, index) => [`r${String(index)}`, { ...shell, capability: 'c'.repeat(128) }]),
    );
    const risk = riskOf({ rules });
    expect(risk.length).toBeLessThanOrEqual(1_000);
    expect(risk).toMatch(/And \d+ more: read the record\.$/);
  });
});
