import type { Decision } from '@sourceos/sync-kernel';
import { canonical } from '../canonical.js';
import type { Node } from './node.js';
import type { Truth } from './truth.js';
import type { World } from './world.js';

/** What a replica must never do, by which a run fails. */
export type ViolationKind =
  /** Two replicas that hold the same records differ. */
  | 'divergence'
  /** Delivering again what is held changed the state. */
  | 'unstable'
  /** An acknowledged write is gone or refused. */
  | 'lost'
  /** A write of somebody who may not write took effect. */
  | 'unauthorised'
  /** A write that waits for a person is in force. */
  | 'held-in-force'
  /** The replica threw. */
  | 'exception';

export interface Violation {
  readonly kind: ViolationKind;
  readonly deviceId: string;
  readonly detail: string;
}

const tookEffect = ({ outcome }: Decision): boolean =>
  outcome === 'applied' || outcome === 'merged' || outcome === 'superseded';

/** Whether a replica refuses for want of a right what has one. */
const withholds = ({ outcome, trace }: Decision): boolean => outcome === 'quarantined' && trace.at(-1) === 'authority';

const lost = (deviceId: string, node: Node, truth: Truth, { entitled }: Entitlement): Violation[] =>
  [...truth.mustStand()].flatMap((writeId) => {
    const decision = node.decision(writeId);
    const refused = decision?.outcome === 'rejected' || (decision && entitled.has(writeId) && withholds(decision));
    if (decision !== undefined && refused !== true) return [];
    const why = decision?.reasons.map(({ detail }) => detail).join(', ');
    return [{ kind: 'lost' as const, deviceId, detail: `${writeId} ${why === undefined ? 'is unknown' : `(${why})`}` }];
  });

/** The writes that stand by every control record made, and those that do not. */
interface Entitlement {
  readonly forbidden: ReadonlySet<string>;
  readonly entitled: ReadonlySet<string>;
}

const entitlementOf = (truth: Truth, stands: World['stands']): Entitlement => {
  if (stands === undefined) return { forbidden: new Set(), entitled: new Set() };
  const [entitled, forbidden] = [true, false].map(
    (wanted) => new Set(truth.written().flatMap((write) => (stands(write) === wanted ? [write.writeId] : []))),
  );
  return { entitled: entitled ?? new Set(), forbidden: forbidden ?? new Set() };
};

const unauthorised = (deviceId: string, node: Node, truth: Truth, { forbidden }: Entitlement): Violation[] =>
  [...node.decisions()].filter(tookEffect).flatMap(({ writeId, outcome }) => {
    const standing = truth.standing(writeId);
    if ((standing === 'must' || standing === 'may') && !forbidden.has(writeId)) return [];
    return [{ kind: 'unauthorised' as const, deviceId, detail: `${writeId} was ${outcome}` }];
  });

const views = (deviceId: string, node: Node, truth: Truth, { forbidden }: Entitlement): Violation[] => {
  const objects = new Map(truth.written().map((write) => [JSON.stringify([write.collection, write.objectId]), write]));
  return [...objects.values()].flatMap(({ collection, objectId }) => {
    const view = node.view(collection, objectId);
    if (view === undefined) return [];
    const held = new Set(view.held);
    return view.inForce.flatMap((writeId): Violation[] => {
      if (held.has(writeId)) return [{ kind: 'held-in-force', deviceId, detail: `${writeId} of ${objectId}` }];
      if (truth.standing(writeId) !== 'never' && !forbidden.has(writeId)) return [];
      return [{ kind: 'unauthorised', deviceId, detail: `${writeId} is in force in ${objectId}` }];
    });
  });
};

/**
 * Holds the replicas of a run, when everything has reached everybody, against what really happened. `oracle` is a
 * replica that was given the same records once, in order, unharmed; `stands` the world's own word on who may write.
 */
export const checkHistory = (
  nodes: ReadonlyMap<string, Node>,
  oracle: Node,
  truth: Truth,
  stands?: World['stands'],
): readonly Violation[] => {
  const entitlement = entitlementOf(truth, stands);
  const expected = canonical(oracle.replicated());
  return [...nodes].flatMap(([deviceId, node]) => {
    const found = canonical(node.replicated());
    const differs: Violation[] =
      found === expected ? [] : [{ kind: 'divergence', deviceId, detail: firstDifference(expected, found) }];
    return [
      ...differs,
      ...lost(deviceId, node, truth, entitlement),
      ...unauthorised(deviceId, node, truth, entitlement),
      ...views(deviceId, node, truth, entitlement),
    ];
  });
};

/** Where two texts part, with what surrounds the place. */
export const firstDifference = (expected: string, found: string): string => {
  let place = 0;
  while (place < expected.length && expected[place] === found[place]) place += 1;
  const around = (text: string): string => text.slice(Math.max(0, place - 40), place + 80);
  return `at ${place}: expected …${around(expected)}…, found …${around(found)}…`;
};
