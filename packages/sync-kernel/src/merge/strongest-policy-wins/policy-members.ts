import type { ControlView } from '../../control/control-view.js';
import type { Engine } from '../../engine/engine.js';
import type { JsonObject } from '../../model/json.js';
import type { Reason } from '../../model/reason.js';
import type { Version } from '../../model/version.js';
import { layerRank } from '../../policy/meet.js';
import type { PolicyStatement } from '../../policy/policy-statement.js';
import { sees } from '../causality.js';
import { applyPatch } from '../apply-patch.js';
import { insertInOrder } from '../version-order.js';

/** A write to a policy collection, and what it says. */
export interface Member {
  readonly version: Version;
  /** The whole record, patches applied to what their author saw. */
  readonly record: JsonObject | undefined;
  readonly statement: PolicyStatement | undefined;
}

/** Every write of a policy collection: each put of a bundle is a member of its own, and only a downgrade retires it. */
export interface PolicyMembers {
  readonly add: (version: Version) => Member;
  readonly has: (id: string) => boolean;
  readonly all: () => Iterable<Member>;
  /** The members of an object, in hybrid order. */
  readonly of: (objectId: string) => readonly Member[];
  readonly objectIds: () => Iterable<string>;
  /** Why a downgrade has no effect: its author holds no live delegation of that role (I3). */
  readonly refusal: (version: Version) => Reason | undefined;
  /** The bundles that a downgrade retires, whatever its authority. */
  readonly targets: (downgrade: Member) => readonly Member[];
  /** Bundles that it names and has seen, of layers outside its own. */
  readonly beyond: (downgrade: Member) => readonly Member[];
  readonly retired: (member: Member) => boolean;
}

/** Whether a write knew another of the collection: a device knows what it wrote itself before. */
const knew = (version: Version, other: Version): boolean =>
  sees(version, other) || (version.deviceId === other.deviceId && version.clock.n > other.clock.n);

export const createPolicyMembers = (engine: Engine, control: ControlView): PolicyMembers => {
  const members = new Map<string, Member>();
  const orders = new Map<string, Version[]>();
  const byHash = new Map<string, Set<Member>>();
  const downgrades = new Set<Member>();
  let retired = new Set<string>();
  let retiredUnder: number | undefined;

  /**
   * A patch is of the newest record before it that its author saw; a function of the set, whatever came first. A deletion
   * has none, and retires none: one that comes late takes no patch its ground.
   */
  const recordOf = (version: Version, earlier: readonly Version[]): JsonObject | undefined => {
    const { operation, record } = version;
    if (operation !== 'patch' || record === undefined) return record;
    const base = earlier.findLast((other) => knew(version, other) && members.get(other.id)?.record !== undefined);
    return applyPatch(base === undefined ? undefined : members.get(base.id)?.record, record);
  };

  const forget = (member: Member): void => {
    downgrades.delete(member);
    if (member.statement?.kind === 'bundle') byHash.get(member.statement.hash)?.delete(member);
  };

  const enter = (version: Version, earlier: readonly Version[]): Member => {
    const before = members.get(version.id);
    if (before !== undefined) forget(before);
    const record = recordOf(version, earlier);
    const statement = record === undefined ? undefined : engine.merge.policy?.(record);
    const member: Member = { version, record, statement };
    members.set(version.id, member);
    if (statement?.kind === 'downgrade') downgrades.add(member);
    if (statement?.kind === 'bundle') {
      const same = byHash.get(statement.hash) ?? new Set();
      byHash.set(statement.hash, same.add(member));
    }
    return member;
  };

  const named = (downgrade: Member, within: boolean): readonly Member[] => {
    const { statement, version } = downgrade;
    if (statement?.kind !== 'downgrade') return [];
    return [...new Set(statement.retires)].flatMap((hash) =>
      [...(byHash.get(hash) ?? [])].filter(
        (member) =>
          member.statement?.kind === 'bundle' &&
          knew(version, member.version) &&
          layerRank(member.statement.bundle.layer) >= layerRank(statement.layer) === within,
      ),
    );
  };

  const refusal = ({ deviceId, authorId, clock }: Version): Reason | undefined =>
    engine.manifest.policyClass === 'critical'
      ? control.delegation({
          deviceId,
          authorId,
          collection: engine.manifest.collection,
          n: clock.n,
          wall: clock.wall,
          role: 'downgrade',
        })
      : undefined;

  const retiredNow = (): ReadonlySet<string> => {
    if (retiredUnder === control.revision) return retired;
    retired = new Set();
    for (const downgrade of downgrades) {
      if (refusal(downgrade.version) !== undefined) continue;
      for (const { version } of named(downgrade, true)) retired.add(version.id);
    }
    retiredUnder = control.revision;
    return retired;
  };

  return {
    add: (version) => {
      const order = orders.get(version.objectId) ?? [];
      orders.set(version.objectId, order);
      const place = insertInOrder(order, version);
      const member = enter(version, order.slice(0, place));
      // Patches that came before what they patch.
      for (let at = place + 1; at < order.length; at += 1) {
        const later = order[at];
        if (later?.operation === 'patch') enter(later, order.slice(0, at));
      }
      retiredUnder = undefined;
      return member;
    },
    has: (id) => members.has(id),
    all: () => members.values(),
    of: (objectId) => (orders.get(objectId) ?? []).flatMap(({ id }) => members.get(id) ?? []),
    objectIds: () => orders.keys(),
    refusal,
    targets: (downgrade) => named(downgrade, true),
    beyond: (downgrade) => named(downgrade, false),
    retired: ({ version }) => retiredNow().has(version.id),
  };
};
