import { reasonOf } from '../../model/reason-of.js';
import type { Reason } from '../../model/reason.js';
import type { Version } from '../../model/version.js';
import type { NamedBundle } from '../../policy/evaluate.js';
import { bundleEffect } from '../../policy/has-effect.js';
import { meetPolicies, normalPolicy, policyJson, unrestricted } from '../../policy/meet.js';
import type { PolicyBundle } from '../../policy/policy-statement.js';
import { compareText } from '../hybrid-order.js';
import type { MergeResult, Merger, MergerOptions, ObjectView } from '../strategy.js';
import { coverVersion } from '../version-vector.js';
import { createPolicyMembers, type Member } from './policy-members.js';

type Result = Pick<MergeResult, 'outcome' | 'reasons'>;

/** See `strongestPolicyWins`. */
export const createPolicyMerger = ({ engine, control, deviceId }: MergerOptions): Merger => {
  const members = createPolicyMembers(engine, control);
  const context = new Map<string, number>();

  const stands = (member: Member): boolean => {
    if (member.record === undefined) return false;
    if (member.statement?.kind === 'downgrade') return members.refusal(member.version) === undefined;
    return !members.retired(member);
  };

  const bundles = (): readonly NamedBundle[] =>
    [...members.all()]
      .sort((a, b) => compareText(a.version.id, b.version.id))
      .flatMap(({ statement, version, record }) =>
        statement?.kind === 'bundle' && stands({ statement, version, record })
          ? [{ hash: statement.hash, bundle: statement.bundle }]
          : [],
      );

  const others = (member: Member): readonly PolicyBundle[] =>
    [...members.all()].flatMap((other) =>
      other !== member && other.statement?.kind === 'bundle' && stands(other) ? [other.statement.bundle] : [],
    );

  const ofBundle = (member: Member, bundle: PolicyBundle): Result => {
    if (members.retired(member)) return { outcome: 'superseded', reasons: [] };
    const { changes, outranked } = bundleEffect(bundle, others(member));
    const remote = member.version.deviceId !== deviceId;
    const reasons: Reason[] = [];
    if (changes && remote) reasons.push(reasonOf('newer_bundle'));
    if (outranked) reasons.push(reasonOf('stronger_layer'));
    if (!changes && !outranked && remote) reasons.push(reasonOf('weaker_bundle'));
    return { outcome: changes ? 'applied' : 'superseded', reasons };
  };

  const ofDowngrade = (member: Member): Result => {
    const refusal = members.refusal(member.version);
    if (refusal !== undefined) return { outcome: 'quarantined', reasons: [refusal] };
    const beyond = members.beyond(member).length > 0;
    const reasons = beyond ? [reasonOf('stronger_layer')] : [];
    return { outcome: beyond && members.targets(member).length === 0 ? 'superseded' : 'applied', reasons };
  };

  const resultOf = (member: Member): Result => {
    const { statement, record } = member;
    // To delete a bundle retires nothing: only a downgrade loosens.
    if (record === undefined) return { outcome: 'superseded', reasons: [reasonOf('weaker_bundle')] };
    if (statement === undefined) return { outcome: 'applied', reasons: [] };
    return statement.kind === 'bundle' ? ofBundle(member, statement.bundle) : ofDowngrade(member);
  };

  const viewOf = (objectId: string): ObjectView | undefined => {
    const all = members.of(objectId);
    if (all.length === 0) return undefined;
    const standing = all.filter(stands).reverse();
    return {
      record: standing[0]?.record,
      context,
      inForce: standing.map(({ version }) => version.id),
      held: [],
      conflicts: [],
    };
  };

  return {
    add: (version: Version): MergeResult => {
      if (members.has(version.id)) return { outcome: 'superseded', reasons: [], touched: [] };
      coverVersion(context, version);
      const member = members.add(version);
      const touched = new Set([version.objectId, ...members.targets(member).map((target) => target.version.objectId)]);
      return { ...resultOf(member), touched: [...touched] };
    },
    objectIds: () => members.objectIds(),
    view: viewOf,
    replicated: () => ({
      members: [...members.all()]
        .map(({ version: { id, objectId, operation, deviceId: author, record } }) => ({
          ...{ id, objectId, operation, deviceId: author, record: record ?? null },
        }))
        .sort((a, b) => compareText(a.id, b.id)),
      effect: policyJson(
        bundles().reduce((meet, { bundle }) => meetPolicies(meet, normalPolicy(bundle)), unrestricted),
      ),
    }),
    // The state is every bundle, the weaker too: what is acknowledged still counts, and so does what retires it.
    collect: () => 0,
    context: () => context,
    bundles,
  };
};
