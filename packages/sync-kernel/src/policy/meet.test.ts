import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from './evaluate.js';
import { compareEffects, meetPolicies, normalPolicy, policyJson, unrestricted, type NormalPolicy } from './meet.js';
import type { PolicyBundle } from './policy-statement.js';

const text = (policy: NormalPolicy): string => JSON.stringify(policyJson(policy));

/** Every bundle of a small universe: two layers, one capability, each kind of item absent or of a few values. */
const universe: readonly PolicyBundle[] = (['safety', 'user'] as const).flatMap((layer) =>
  ([undefined, 'deny', 'review', 'allow'] as const).flatMap((effect) =>
    [undefined, 0, 1].flatMap((maximum) =>
      [undefined, [], ['a'], ['a', 'b']].flatMap((allowed) =>
        [undefined, ['a']].map((denied) => ({
          name: 'test',
          layer,
          edition: 1,
          rules: effect === undefined ? {} : { rule: { capability: 'x', effect, reason: 'A test.' } },
          ...(maximum === undefined ? {} : { limits: { limit: { capability: 'x', quantity: 'q', maximum } } }),
          ...(allowed === undefined
            ? {}
            : { allowLists: { list: { capability: 'x', dimension: 'd', values: allowed } } }),
          ...(denied === undefined ? {} : { denyLists: { list: { capability: 'x', dimension: 'd', values: denied } } }),
        })),
      ),
    ),
  ),
);
const policies = universe.map(normalPolicy);

describe('the lattice of policies, over a small universe', () => {
  it('has a universe of 192 bundles', () => expect(universe).toHaveLength(192));

  it('is commutative, and what is met absorbs the meet', () => {
    let wrong = 0;
    for (const a of policies) {
      for (const b of policies) {
        const meet = meetPolicies(a, b);
        const met = text(meet);
        if (text(meetPolicies(b, a)) !== met || text(meetPolicies(a, meet)) !== met) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
  });

  it('is associative', () => {
    // Items of different kinds never meet: a fifth of the universe still has every pair of values of every kind.
    const some = policies.filter((_, index) => index % 5 === 0);
    let wrong = 0;
    for (const a of some) {
      for (const b of some) {
        const ab = meetPolicies(a, b);
        for (const c of some) {
          if (text(meetPolicies(ab, c)) !== text(meetPolicies(a, meetPolicies(b, c)))) wrong += 1;
        }
      }
    }
    expect(wrong).toBe(0);
  });

  it('is idempotent, and the policy without restrictions is its neutral element', () => {
    for (const policy of policies) {
      expect(text(meetPolicies(policy, policy))).toBe(text(policy));
      expect(text(meetPolicies(policy, unrestricted))).toBe(text(policy));
      expect(text(meetPolicies(unrestricted, policy))).toBe(text(policy));
    }
  });

  it('never evaluates to more than either side, unless the default decided', () => {
    const question = { capability: 'x', subjects: [], dangerous: false, quantities: { q: 1 }, values: { d: 'a' } };
    const effectOf = (...bundles: PolicyBundle[]) =>
      evaluatePolicy(
        bundles.map((bundle) => ({ hash: 'h', bundle })),
        question,
      ).effect;
    const alone = universe.map((bundle) => effectOf(bundle));
    let wrong = 0;
    for (const [i, a] of universe.entries()) {
      for (const [j, b] of universe.entries()) {
        const both = effectOf(a, b);
        const sides = [alone[i], alone[j]].every((one) => one !== undefined && compareEffects(both, one) <= 0);
        if (!sides || effectOf(b, a) !== both) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
  });

  it('tells an absent allow-list, which is everything, from an empty one, which is nothing', () => {
    const bundle = (values: readonly string[]): PolicyBundle => ({
      ...{ name: 'test', layer: 'user', edition: 1, rules: {} },
      allowLists: { list: { capability: 'x', dimension: 'd', values } },
    });
    const met = meetPolicies(normalPolicy(bundle(['a'])), normalPolicy(bundle(['b'])));
    expect([...met.allowLists.values()].map(({ values }) => values)).toEqual([[]]);
    expect(unrestricted.allowLists.size).toBe(0);
  });
});
