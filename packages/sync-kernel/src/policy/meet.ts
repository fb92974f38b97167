import type { Json } from '../model/json.js';
import { policyLayers } from './policy-statement.js';
import type {
  AppliesTo,
  PolicyBundle,
  PolicyEffect,
  PolicyLayer,
  PolicyLimit,
  PolicyList,
  PolicyRule,
} from './policy-statement.js';

const strictness: Readonly<Record<PolicyEffect, number>> = { deny: 0, review: 1, allow: 2 };

/** Negative where `a` is stricter than `b`: deny under review under allow. */
export const compareEffects = (a: PolicyEffect, b: PolicyEffect): number => strictness[a] - strictness[b];

/** From the layer that nobody overrides, 0, to the narrowest. */
export const layerRank = (layer: PolicyLayer): number => policyLayers.indexOf(layer);

/** Whose restriction it is: the outermost layer that asks for this value. */
interface Layered {
  readonly appliesTo: AppliesTo;
  readonly layer: PolicyLayer;
}

/**
 * What bundles say together, without who says it twice: per capability, subjects and kind one restriction.
 * A policy without any is the top of the lattice; every restriction goes down from it.
 */
export interface NormalPolicy {
  readonly rules: ReadonlyMap<string, Layered & { readonly effect: PolicyEffect }>;
  readonly limits: ReadonlyMap<string, Layered & { readonly quantity: string; readonly maximum: number }>;
  /** Absent is everything, empty is nothing. */
  readonly allowLists: ReadonlyMap<
    string,
    Layered & { readonly dimension: string; readonly values: readonly string[] }
  >;
  readonly denyLists: ReadonlyMap<string, Layered & { readonly dimension: string; readonly values: readonly string[] }>;
}

/** The policy that restricts nothing. */
export const unrestricted: NormalPolicy = {
  rules: new Map(),
  limits: new Map(),
  allowLists: new Map(),
  denyLists: new Map(),
};

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();

const normalTarget = ({ capability, subjects }: AppliesTo): AppliesTo =>
  subjects === undefined ? { capability } : { capability, subjects: sorted(subjects) };

const outermost = (a: PolicyLayer, b: PolicyLayer): PolicyLayer => (layerRank(a) <= layerRank(b) ? a : b);

/** Joins maps key by key: what only one has stays, what both have is `meet`. */
const meetMaps = <Item>(
  a: ReadonlyMap<string, Item>,
  b: ReadonlyMap<string, Item>,
  meet: (a: Item, b: Item) => Item,
): ReadonlyMap<string, Item> => {
  const result = new Map(a);
  for (const [key, item] of b) {
    const other = result.get(key);
    result.set(key, other === undefined ? item : meet(other, item));
  }
  return result;
};

/** The stricter of two; of two alike, with the outermost layer's name. */
const stricter = <Item extends Layered>(a: Item, b: Item, order: number): Item =>
  order < 0 ? a : order > 0 ? b : { ...a, layer: outermost(a.layer, b.layer) };

/** The greatest policy that is at least as strict as both: commutative, associative, idempotent, `unrestricted` neutral. */
export const meetPolicies = (a: NormalPolicy, b: NormalPolicy): NormalPolicy => ({
  rules: meetMaps(a.rules, b.rules, (x, y) => stricter(x, y, compareEffects(x.effect, y.effect))),
  limits: meetMaps(a.limits, b.limits, (x, y) => stricter(x, y, x.maximum - y.maximum)),
  allowLists: meetMaps(a.allowLists, b.allowLists, (x, y) => ({
    ...x,
    layer: outermost(x.layer, y.layer),
    values: x.values.filter((value) => y.values.includes(value)),
  })),
  denyLists: meetMaps(a.denyLists, b.denyLists, (x, y) => ({
    ...x,
    layer: outermost(x.layer, y.layer),
    values: sorted([...x.values, ...y.values]),
  })),
});

const single = <Item>(items: Readonly<Record<string, Item>> | undefined): readonly Item[] => Object.values(items ?? {});

const keyOf = (target: AppliesTo, kind: string): string =>
  JSON.stringify([target.capability, target.subjects ?? null, kind]);

const ofRule = (layer: PolicyLayer, rule: PolicyRule): NormalPolicy => {
  const target = normalTarget(rule);
  return { ...unrestricted, rules: new Map([[keyOf(target, ''), { appliesTo: target, layer, effect: rule.effect }]]) };
};

const ofLimit = (layer: PolicyLayer, { quantity, maximum, ...rest }: PolicyLimit): NormalPolicy => {
  const target = normalTarget(rest);
  return {
    ...unrestricted,
    limits: new Map([[keyOf(target, quantity), { appliesTo: target, layer, quantity, maximum }]]),
  };
};

const ofList = (
  name: 'allowLists' | 'denyLists',
  layer: PolicyLayer,
  { dimension, values, ...rest }: PolicyList,
): NormalPolicy => {
  const target = normalTarget(rest);
  const item = { appliesTo: target, layer, dimension, values: sorted(values) };
  return { ...unrestricted, [name]: new Map([[keyOf(target, dimension), item]]) };
};

/** What one bundle says, normalised: the names and reasons of its rules are left out. */
export const normalPolicy = ({ layer, rules, limits, allowLists, denyLists }: PolicyBundle): NormalPolicy =>
  [
    ...single(rules).map((rule) => ofRule(layer, rule)),
    ...single(limits).map((limit) => ofLimit(layer, limit)),
    ...single(allowLists).map((list) => ofList('allowLists', layer, list)),
    ...single(denyLists).map((list) => ofList('denyLists', layer, list)),
  ].reduce(meetPolicies, unrestricted);

const listed = (items: ReadonlyMap<string, object>): Json =>
  [...items.keys()].sort().map((key) => ({ ...items.get(key) }));

/** The policy as JSON with one form: what is equal has equal canonical bytes. */
export const policyJson = (policy: NormalPolicy): Json => ({
  rules: listed(policy.rules),
  limits: listed(policy.limits),
  allowLists: listed(policy.allowLists),
  denyLists: listed(policy.denyLists),
});
