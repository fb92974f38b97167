import { covers } from './covers.js';
import { compareEffects, layerRank } from './meet.js';
import type { AppliesTo, PolicyBundle, PolicyLayer, PolicyList } from './policy-statement.js';

/** What a bundle adds to others that stand. */
export interface BundleEffect {
  /** Whether it makes anything stricter, or speaks about what none of them speaks about. */
  readonly changes: boolean;
  /** Whether something looser in it is void because an outer layer is stricter. */
  readonly outranked: boolean;
}

const items = <Item>(record: Readonly<Record<string, Item>> | undefined): readonly Item[] =>
  Object.values(record ?? {});

/** How one item of the bundle stands to those that cover it: what stands, and whether it is strictly stricter. */
interface Rival {
  readonly layer: PolicyLayer;
  readonly order: number;
}

const judge = (rivals: readonly Rival[], layer: PolicyLayer): BundleEffect => ({
  changes: !rivals.some(({ order }) => order <= 0),
  outranked: rivals.some((rival) => rival.order < 0 && layerRank(rival.layer) < layerRank(layer)),
});

const rivalsOf = <Item extends AppliesTo>(
  item: Item,
  standing: readonly PolicyBundle[],
  itemsOf: (bundle: PolicyBundle) => readonly Item[],
  compare: (other: Item, item: Item) => number | undefined,
): readonly Rival[] =>
  standing.flatMap((bundle) =>
    itemsOf(bundle).flatMap((other) => {
      const order = covers(other, item) ? compare(other, item) : undefined;
      return order === undefined ? [] : [{ layer: bundle.layer, order }];
    }),
  );

/** Lists are united over what covers the item before they are compared: each of several may allow or deny a part. */
const judgeList = (
  list: PolicyList,
  layer: PolicyLayer,
  standing: readonly PolicyBundle[],
  kind: 'allowLists' | 'denyLists',
): BundleEffect => {
  const same = standing.flatMap((bundle) =>
    items(bundle[kind])
      .filter((other) => other.dimension === list.dimension && covers(other, list))
      .map(({ values }) => ({ layer: bundle.layer, values: new Set(values) })),
  );
  const wanted = new Set(list.values);
  if (kind === 'denyLists') {
    return { changes: ![...wanted].every((value) => same.some(({ values }) => values.has(value))), outranked: false };
  }
  if (same.length === 0) return { changes: true, outranked: false };
  const [first] = same;
  const allowed = [...(first?.values ?? [])].filter((value) => same.every(({ values }) => values.has(value)));
  return {
    changes: !allowed.every((value) => wanted.has(value)),
    outranked: same.some(
      (other) => layerRank(other.layer) < layerRank(layer) && list.values.some((value) => !other.values.has(value)),
    ),
  };
};

/** What a bundle adds to the bundles that stand. An item counts as void where one that covers it is as strict. */
export const bundleEffect = (bundle: PolicyBundle, standing: readonly PolicyBundle[]): BundleEffect => {
  const { layer } = bundle;
  const judged = [
    ...items(bundle.rules).map((rule) =>
      judge(
        rivalsOf(
          rule,
          standing,
          ({ rules }) => items(rules),
          (other, one) => compareEffects(other.effect, one.effect),
        ),
        layer,
      ),
    ),
    ...items(bundle.limits).map((limit) =>
      judge(
        rivalsOf(
          limit,
          standing,
          ({ limits }) => items(limits),
          (other, one) => (other.quantity === one.quantity ? other.maximum - one.maximum : undefined),
        ),
        layer,
      ),
    ),
    ...items(bundle.allowLists).map((list) => judgeList(list, layer, standing, 'allowLists')),
    ...items(bundle.denyLists).map((list) => judgeList(list, layer, standing, 'denyLists')),
  ];
  return { changes: judged.some(({ changes }) => changes), outranked: judged.some(({ outranked }) => outranked) };
};
