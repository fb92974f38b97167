import type { ControlView } from '../control/control-view.js';
import type { Engine } from '../engine/engine.js';
import { compareHybrid } from '../merge/hybrid-order.js';
import type { Merger } from '../merge/strategy.js';
import { strategies } from '../merge/strategies.js';
import { insertInOrder } from '../merge/version-order.js';
import type { Version } from '../model/version.js';
import { policyViewOf, type NamedBundle } from '../policy/evaluate.js';
import type { PolicyView } from '../policy/policy-view.js';

/** Where a write stands in the hybrid order. */
type Place = Pick<Version, 'id' | 'deviceId' | 'clock'>;

/**
 * The policy that a replica holds itself, in the collections of engines that say what a record means for policy. A
 * write is judged by the bundles before it in the hybrid order, and by none that came later: so it is judged alike
 * whatever came first (I10), and a bundle denies from its own time on and not what was there before.
 */
export interface HeldPolicy {
  /** Takes in what a policy collection has in effect; whether it was not there yet. */
  readonly add: (engine: Engine, version: Version) => boolean;
  /** The policy that judges a write; undefined where no bundle stands. */
  readonly before: (place: Place) => PolicyView | undefined;
  readonly clear: () => void;
}

/**
 * Only what a rule says counts here. What no rule speaks about is for the engine's review (I3): a first bundle about
 * something else must not deny every dangerous change there is.
 */
const rulesOnly = (bundles: readonly NamedBundle[]): PolicyView => {
  const view = policyViewOf(() => bundles);
  return {
    evaluate: (question) => {
      const answer = view.evaluate(question);
      return answer.byDefault ? { ...answer, effect: 'allow' } : answer;
    },
  };
};

export const createHeldPolicy = (deviceId: string, control: ControlView): HeldPolicy => {
  const order: Version[] = [];
  const engines = new Map<string, Engine>();
  /** By how many versions come before: the view that they make, under one revision of the control log. */
  const views = new Map<number, PolicyView | undefined>();
  let revision: number | undefined;
  /** What all versions make: grown as they come, so that a log in order costs no more than its bundles. */
  let tip: Map<Engine, Merger> | undefined = new Map();

  const grow = (mergers: Map<Engine, Merger>, version: Version): void => {
    const engine = engines.get(version.id);
    if (engine === undefined) return;
    const merger =
      mergers.get(engine) ?? strategies[engine.manifest.mergeStrategy].createMerger({ engine, deviceId, control });
    mergers.set(engine, merger);
    merger.add(version);
  };

  const merged = (count: number): Map<Engine, Merger> => {
    if (count === order.length && tip !== undefined) return tip;
    const mergers = new Map<Engine, Merger>();
    for (const version of order.slice(0, count)) grow(mergers, version);
    if (count === order.length) tip = mergers;
    return mergers;
  };

  const viewAfter = (count: number): PolicyView | undefined => {
    if (revision !== control.revision) views.clear();
    revision = control.revision;
    if (!views.has(count)) {
      const bundles = [...merged(count).values()].flatMap((merger) => [...(merger.bundles?.() ?? [])]);
      views.set(count, bundles.length === 0 ? undefined : rulesOnly(bundles));
    }
    return views.get(count);
  };

  return {
    add: (engine, version) => {
      if (engines.has(version.id)) return false;
      engines.set(version.id, engine);
      views.clear();
      const place = insertInOrder(order, version);
      if (place !== order.length - 1) tip = undefined;
      else if (tip !== undefined) grow(tip, version);
      return true;
    },
    before: (place) => {
      if (order.length === 0) return undefined;
      let count = order.length;
      for (; count > 0; count -= 1) {
        const version = order[count - 1];
        if (version !== undefined && compareHybrid(version, place) < 0) break;
      }
      return viewAfter(count);
    },
    clear: () => {
      order.length = 0;
      engines.clear();
      views.clear();
      tip = new Map();
    },
  };
};
