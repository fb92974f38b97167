import { describe, expect, it } from 'vitest';
import { wideningsOf } from './attenuation.js';

const base = {
  capability: 'document',
  workspaceId: 'urn:srcos:workspace:a',
  policyBundleHash: 'sha256:x',
  issuedAt: '2026-05-07T01:00:00Z',
  expiresAt: '2026-05-07T05:00:00Z',
  requiresHumanApproval: true,
  scope: { paths: ['docs/'] },
};

const product = <Left extends object, Right extends object>(lefts: readonly Left[], rights: readonly Right[]) =>
  lefts.flatMap((left) => rights.map((right) => ({ ...left, ...right })));

const scopes = [
  {},
  { paths: [] },
  { paths: ['docs/'] },
  { paths: ['docs/a', 'src'] },
  { paths: ['docs/a/b'] },
  { tools: ['git'] },
  { tools: ['git', 'editor'], paths: ['docs'] },
  { duration: 'PT1H', tools: [] },
  { duration: 'P1D' },
];

/** Every lease of a small universe. */
const universe = product(
  product(
    product(
      [{ capability: 'document' }, { capability: 'document.write' }],
      [{ expiresAt: '2026-05-07T05:00:00Z' }, { expiresAt: '2026-05-07T06:00:00+02:00' }],
    ),
    [{ requiresHumanApproval: true }, { requiresHumanApproval: false }],
  ),
  scopes.map((scope) => ({ scope })),
).map((more) => ({ ...base, ...more }));

describe('wideningsOf', () => {
  it('finds nothing in a lease that is handed on as it is', () => {
    for (const lease of universe) expect(wideningsOf(lease, lease)).toEqual([]);
  });

  it('is transitive: what attenuates twice attenuates', () => {
    const below = universe.map((wide) => universe.map((narrow) => wideningsOf(wide, narrow).length === 0));
    const broken: number[][] = [];
    below.forEach((row, a) => {
      row.forEach((attenuates, b) => {
        if (!attenuates) return;
        below[b]?.forEach((further, c) => {
          if (further && row[c] !== true) broken.push([a, b, c]);
        });
      });
    });
    expect(broken).toEqual([]);
    expect(below.flat().filter(Boolean).length).toBeGreaterThan(universe.length);
  });

  it.each([
    ['a bound that is gone', { scope: {} }, '/lease/scope/paths'],
    ['an item more', { scope: { paths: ['docs/', 'src'] } }, '/lease/scope/paths'],
    ['a path that climbs', { scope: { paths: ['docs/../src'] } }, '/lease/scope/paths'],
    ['a bound that nobody knows', { scope: { paths: ['docs/'], admin: true } }, '/lease/scope/admin'],
    ['an end that is no moment', { expiresAt: 'never' }, '/lease/expiresAt'],
    ['a beginning before the parent', { issuedAt: '2026-05-07T00:59:59Z' }, '/lease/issuedAt'],
    ['an approval that is no longer asked', { requiresHumanApproval: false }, '/lease/requiresHumanApproval'],
    ['a capability that only begins alike', { capability: 'documents' }, '/lease/capability'],
    ['another workspace', { workspaceId: 'urn:srcos:workspace:b' }, '/lease/workspaceId'],
    ['another policy bundle', { policyBundleHash: 'sha256:y' }, '/lease/policyBundleHash'],
  ])('finds %s', (_, more, pointer) => {
    expect(wideningsOf(base, { ...base, ...more }).map((each) => each.pointer)).toEqual([pointer]);
  });
});
