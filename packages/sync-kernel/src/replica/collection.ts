import type { ControlView } from '../control/control-view.js';
import type { MergeResult, Merger, MergerOptions, ObjectView } from '../merge/strategy.js';
import { strategies } from '../merge/strategies.js';
import type { Json, JsonObject } from '../model/json.js';
import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';
import type { Version } from '../model/version.js';
import type { NamedBundle } from '../policy/evaluate.js';
import { settledBy } from './settled-by.js';

/** One engine's objects in one scope: what is replicated, and what of it is in force on this device. */
export interface Collection {
  /**
   * Joins a version. With holds it is replicated and stays out of force until a review settles it (I12). `touched`
   * names what may have changed of what all devices share, whatever it changed of what is in force here.
   */
  readonly add: (version: Version, holds: readonly Reason[], control: ControlView) => MergeResult;
  readonly view: (objectId: string) => ObjectView | undefined;
  /** The record in force. */
  readonly record: (objectId: string) => JsonObject | undefined;
  /** What a next write of the object has seen: of the object, or of the whole collection where its strategy relates them. */
  readonly context: (objectId: string) => ReadonlyMap<string, number>;
  readonly objectIds: () => Iterable<string>;
  /** The same of what is replicated, whatever this device holds back or has in force of its own. */
  readonly common: Pick<Collection, 'record' | 'below'>;
  /** How many objects stand below one in the tree in force, where the strategy has one. */
  readonly below: Merger['below'];
  /** strongest_policy_wins: the bundles in force that nothing retired. */
  readonly bundles: () => readonly NamedBundle[];
  /** append_only: the write ids of a device's log, in order, up to where it forks. */
  readonly log: (deviceId: string) => readonly string[];
  /** How many objects have any version. */
  readonly size: () => number;
  readonly replicated: () => Json;
  readonly collect: (frontier: ReadonlyMap<string, number>) => number;
}

const open = { verdict: 'open' } as const;

/** What the gate holds back: replicated, not in force. Two mergers only where something is held back. */
interface Withheld {
  readonly inForce: Merger;
  readonly byObject: Map<string, Set<string>>;
}

const recordOf = (merger: Merger, objectId: string): JsonObject | undefined =>
  merger.record === undefined ? merger.view(objectId)?.record : merger.record(objectId);

export const createCollection = (options: MergerOptions): Collection => {
  const { engine } = options;
  const strategy = strategies[engine.manifest.mergeStrategy];
  const all = strategy.createMerger(options);
  /** What no device in particular has in force: an engine's authority is the same wherever it is asked (I10). */
  const common =
    engine.authorizes === true && strategy.settlesReviews === true
      ? strategy.createMerger({ ...options, deviceId: '' })
      : undefined;
  /** Every version, until one is held back and what is in force needs a merger of its own. */
  const versions: Version[] = [];
  let withheld: Withheld | undefined;
  const known = new Set<string>();

  const split = (): Withheld => {
    const inForce = strategy.createMerger(options);
    for (const version of versions) inForce.add(version);
    return { inForce, byObject: new Map() };
  };

  const holdBack = (version: Version, reasons: readonly Reason[]): MergeResult => {
    withheld ??= split();
    const result = all.add(version);
    if (result.outcome === 'superseded') {
      withheld.inForce.add(version);
      return result;
    }
    const waiting = withheld.byObject.get(version.objectId) ?? new Set();
    waiting.add(version.id);
    withheld.byObject.set(version.objectId, waiting);
    // What a merge would do is not said of a write that waits: it has done nothing yet.
    const waits = result.outcome === 'held' || result.outcome === 'quarantined';
    return { outcome: 'held', reasons: waits ? [...reasons, ...result.reasons] : reasons, touched: result.touched };
  };

  const join = (version: Version, inForce: Version | undefined): MergeResult => {
    const result = all.add(version);
    if (inForce === undefined) return { ...result, outcome: 'held', reasons: [reasonOf('review_rejected')] };
    if (withheld === undefined) {
      versions.push(version);
      return result;
    }
    // Who asked for an object asked for what all devices share, and not for what is in force here.
    return { ...withheld.inForce.add(inForce), touched: result.touched };
  };

  const settle = (version: Version, holds: readonly Reason[], control: ControlView): MergeResult => {
    if (holds.length === 0 && strategy.settlesReviews === true) return join(version, version);
    const reviews = control.reviews(version.objectId);
    const settled = reviews.length === 0 ? open : settledBy(version, reviews);
    if (settled.verdict === 'open') return holds.length === 0 ? join(version, version) : holdBack(version, holds);
    // What a person decided holds on every device, on the author's own too (I12).
    if (settled.verdict !== 'approve') withheld ??= split();
    return join(version, settled.version);
  };

  return {
    add: (version, holds, control) => {
      known.add(version.objectId);
      const shared = common?.add(version);
      const result = settle(version, holds, control);
      return shared === undefined ? result : { ...result, touched: shared.touched };
    },
    view: (objectId) => {
      const replicated = all.view(objectId);
      if (withheld === undefined || replicated === undefined) return replicated;
      const inForce = withheld.inForce.view(objectId);
      const waiting = withheld.byObject.get(objectId) ?? [];
      return {
        record: inForce?.record,
        inForce: inForce?.inForce ?? [],
        conflicts: inForce?.conflicts ?? [],
        ...(inForce?.hidden === undefined ? {} : { hidden: inForce.hidden }),
        context: replicated.context,
        held: [...(inForce?.held ?? []), ...waiting],
      };
    },
    record: (objectId) => recordOf(withheld?.inForce ?? all, objectId),
    common: {
      record: (objectId) => recordOf(common ?? all, objectId),
      below: (objectId, most) => (common ?? all).below?.(objectId, most) ?? 0,
    },
    context: (objectId) => all.view(objectId)?.context ?? all.context?.() ?? new Map<string, number>(),
    objectIds: () => all.objectIds(),
    below: (objectId, most) => (withheld?.inForce ?? all).below?.(objectId, most) ?? 0,
    bundles: () => (withheld?.inForce ?? all).bundles?.() ?? [],
    // Held back or not, an entry has its place in the log: proofs are about what is replicated.
    log: (deviceId) => all.log?.(deviceId) ?? [],
    size: () => known.size,
    replicated: () => all.replicated(),
    collect: (frontier) => {
      const collected = all.collect(frontier);
      withheld?.inForce.collect(frontier);
      common?.collect(frontier);
      return collected;
    },
  };
};
