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

const bundleOf = (layer: PolicyBundle['layer'], items: Partial<PolicyBundle>): PolicyBundle => ({
  name: 'test',
  layer,
  edition: 1,
  rules: {},
  ...items,
});
const layers = ['safety', 'user'] as const;
const list = (values: readonly string[]) => ({ list: { capability: 'x', dimension: 'd', values } });
const effects = ['deny', 'review', 'allow'] as const;
const ruleOf = (effect: (typeof effects)[number], capability = 'x') => ({
  rule: { capability, effect, reason: 'A test.' },
});
const limitOf = (maximum: number) => ({ limit: { capability: 'x', quantity: 'q', maximum } });
const subsets = [[], ['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']];

/**
 * Universes small enough for all their triples: each kind of item with every value of a chain or of the subsets of
 * three, and one in which all kinds stand beside each other, each absent or there.
 */
const triples: Readonly<Record<string, readonly PolicyBundle[]>> = {
  rules: layers.flatMap((layer) => [
    bundleOf(layer, {}),
    ...effects.flatMap((effect) =>
      ['x', 'y'].map((capability) => bundleOf(layer, { rules: ruleOf(effect, capability) })),
    ),
  ]),
  limits: layers.flatMap((layer) => [
    bundleOf(layer, {}),
    ...[0, 1, 2].map((maximum) => bundleOf(layer, { limits: limitOf(maximum) })),
  ]),
  'allow-lists': layers.flatMap((layer) => [
    bundleOf(layer, {}),
    ...subsets.map((values) => bundleOf(layer, { allowLists: list(values) })),
  ]),
  'deny-lists': layers.flatMap((layer) => [
    bundleOf(layer, {}),
    ...subsets.map((values) => bundleOf(layer, { denyLists: list(values) })),
  ]),
  'all kinds together': layers.flatMap((layer) =>
    [{}, { rules: ruleOf('deny') }].flatMap((rules) =>
      [{}, { limits: limitOf(0) }].flatMap((limits) =>
        [{}, { allowLists: list(['a']) }].flatMap((allowed) =>
          [{}, { denyLists: list(['a']) }].map((denied) =>
            bundleOf(layer, { ...rules, ...limits, ...allowed, ...denied }),
          ),
        ),
      ),
    ),
  ),
};

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

  it.each(Object.entries(triples))('is associative and monotone over all triples of %s', (_, bundles) => {
    const all = bundles.map(normalPolicy);
    const texts = all.map(text);
    const meets = all.map((a) => all.map((b) => meetPolicies(a, b)));
    const meet = (a: number, b: number): NormalPolicy => meets[a]?.[b] ?? unrestricted;
    let wrong = 0;
    for (const [a, one] of all.entries()) {
      for (const [b] of all.entries()) {
        const isBelow = text(meet(a, b)) === texts[a];
        for (const [c, other] of all.entries()) {
          const left = text(meetPolicies(meet(a, b), other));
          if (left !== text(meetPolicies(one, meet(b, c)))) wrong += 1;
          // What is stricter stays so, whatever both are met with.
          if (isBelow && text(meetPolicies(meet(a, c), meet(b, c))) !== text(meet(a, c))) wrong += 1;
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
