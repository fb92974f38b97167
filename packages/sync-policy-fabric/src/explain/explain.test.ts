import { describe, expect, it } from 'vitest';
import { policyStatement } from '../statement/merge-shape.js';
import { explain } from './explain.js';

const writer = 'urn:srcos:agent:writer';

const bundleOf = (layer: string, parts: object) => {
  const statement = policyStatement({
    type: 'PolicyBundle',
    name: `The ${layer}'s`,
    layer,
    edition: 1,
    rules: {},
    issuedBy: 'urn:srcos:org:example',
    issuedAt: '2026-05-07T09:30:00Z',
    ...parts,
  });
  if (statement?.kind !== 'bundle') throw new Error('no bundle');
  return statement;
};
const rule = (effect: string, capability: string, more: object = {}) => ({
  capability,
  effect,
  reason: 'So it is.',
  ...more,
});

const bundles = [
  bundleOf('workspace', { rules: { 'all-shell': rule('allow', 'shell.*'), 'no-shell': rule('deny', 'shell.run') } }),
  bundleOf('enterprise', {
    rules: {
      runbooks: rule('deny', 'shell.*', { subjects: ['urn:srcos:agent:*'] }),
      reading: rule('allow', 'memory.*'),
    },
    limits: { 'short-leases': { capability: '*', quantity: 'lease.duration_seconds', maximum: 3_600 } },
    allowLists: { hosts: { capability: 'network.*', dimension: 'network.host', values: ['example.org'] } },
    denyLists: { payroll: { capability: 'repo.*', dimension: 'repo.name', values: ['example/payroll'] } },
  }),
];

describe('explain', () => {
  it('names the rule and the layer that decided, the outermost of those that say the same', () => {
    const { effect, decidedBy, because, sentence } = explain(bundles, 'shell.run', writer);
    expect(effect).toBe('deny');
    expect(decidedBy).toMatchObject({ rule: 'runbooks', layer: 'enterprise', bundle: "The enterprise's" });
    expect(because.map((cause) => `${cause.layer} ${cause.rule}`)).toEqual([
      'enterprise runbooks',
      'workspace no-shell',
    ]);
    expect(sentence).toBe("shell.run is denied by rule runbooks of The enterprise's (layer enterprise): So it is.");
  });

  it('does not depend on the order of the bundles', () => {
    for (const subject of [writer, 'urn:srcos:person:mira']) {
      for (const capability of ['shell.run', 'memory.read', 'network.connect']) {
        expect(explain(bundles.toReversed(), capability, subject)).toEqual(explain(bundles, capability, subject));
      }
    }
  });

  it.each([
    ['a limit', 'lease.grant', { quantities: { 'lease.duration_seconds': 7_200 } }, 'short-leases'],
    ['an allow-list', 'network.connect', { values: { 'network.host': 'evil.example' } }, 'hosts'],
    ['a deny-list', 'repo.read', { values: { 'repo.name': 'example/payroll' } }, 'payroll'],
  ])('names %s that decided', (_, capability, options, name) => {
    const { effect, decidedBy } = explain(bundles, capability, writer, options);
    expect([effect, decidedBy?.rule, decidedBy?.layer]).toEqual(['deny', name, 'enterprise']);
  });

  it('says so where no rule speaks, and denies what is dangerous', () => {
    expect(explain(bundles, 'camera.use', writer)).toMatchObject({ effect: 'deny', decidedBy: undefined, because: [] });
    expect(explain(bundles, 'camera.use', writer, { dangerous: false })).toMatchObject({
      effect: 'allow',
      sentence: 'camera.use is allowed: no rule speaks about it.',
    });
  });

  it('speaks for a device or a workspace beside whoever asks', () => {
    const here = bundleOf('repo', {
      rules: { here: rule('deny', 'memory.*', { subjects: ['urn:srcos:device:kiosk'] }) },
    });
    expect(explain([...bundles, here], 'memory.read', writer).effect).toBe('allow');
    expect(explain([...bundles, here], 'memory.read', writer, { also: ['urn:srcos:device:kiosk'] }).effect).toBe(
      'deny',
    );
  });
});
