import { reasonOf } from '../model/reason-of.js';
import { createRootApproval } from './approved-by-roots.js';
import { meetFrontiers } from './acknowledgements.js';
import type { Authority } from './authority.js';
import type { AuthorityView } from './authority-view.js';
import type { Crypto } from '../wire/crypto.js';
import type { AuthorityQuestion } from './control-view.js';
import type { Decisions } from './decisions.js';
import { isEpochDue } from './epochs.js';
import { replicatedOf } from './replicated.js';

/** What is derived from the records held at one time. */
export interface Derived {
  readonly authority: Authority;
  readonly decisions: Decisions;
}

interface Source {
  readonly scopeId: string;
  readonly crypto: Crypto;
  readonly rootRevision: () => number;
  readonly revision: () => number;
  /** Derives again only where something came since. */
  readonly derived: () => Derived;
  readonly withoutEffect: AuthorityView['withoutEffect'];
}

/** Answers from what is derived, as it is when asked. */
export const createAuthorityView = ({
  scopeId,
  crypto,
  revision,
  rootRevision,
  derived,
  withoutEffect,
}: Source): AuthorityView => {
  const live = () => {
    const { authority } = derived();
    return [...authority.members.values()].filter((member) => authority.lastDot(member) === Infinity);
  };
  const removed = () => {
    const { authority } = derived();
    const gone = new Set(authority.revocations.devices.keys());
    for (const member of authority.members.values()) {
      if (authority.lastDot(member) !== Infinity) gone.add(member.deviceId);
    }
    return [...gone].sort();
  };
  const newestEpoch = () => Math.max(0, ...derived().authority.epochs.keys());
  const statementsOf = (epoch: number) => (derived().authority.epochs.get(epoch) ?? []).map((held) => held.statement);
  const subjectOf = ({ deviceId, n }: AuthorityQuestion) => ({ deviceId, n });

  return {
    scopeId,
    get revision() {
      return revision();
    },
    deviceKey: (deviceId) => {
      const { members, everMembers } = derived().authority;
      return (members.get(deviceId) ?? everMembers.get(deviceId))?.signingKey;
    },
    membership: (deviceId, n) => {
      const { authority } = derived();
      const member = authority.members.get(deviceId);
      if (member === undefined) return reasonOf('unknown_device', { evidence: { device: deviceId } });
      const last = authority.lastDot(member);
      return n <= last ? undefined : reasonOf('device_revoked', { evidence: { device: deviceId, last } });
    },
    delegation: (question) => derived().decisions.rights.delegation(question, subjectOf(question)),
    delegationChain: (question) => derived().decisions.rights.chain(question, subjectOf(question)),
    lease: (question) => derived().decisions.rights.lease(question, subjectOf(question)),
    approvedByRoots: createRootApproval(crypto, () => derived().authority),
    get rootRevision() {
      return rootRevision();
    },
    reviews: (objectId) => derived().decisions.reviews.get(objectId) ?? [],
    frontier: () => meetFrontiers(live().map(({ deviceId }) => derived().decisions.acknowledged.get(deviceId))),
    frontierAt: (now, silence) => {
      const { acknowledged } = derived().decisions;
      const heard = live().filter(
        ({ deviceId, since }) => Math.max(since, acknowledged.get(deviceId)?.wall ?? 0) >= now - silence,
      );
      return meetFrontiers(heard.map(({ deviceId }) => acknowledged.get(deviceId)));
    },
    epoch: newestEpoch,
    hasEpoch: (epoch) => derived().authority.epochs.has(epoch),
    epochStatements: statementsOf,
    epochDue: () =>
      isEpochDue(
        statementsOf(newestEpoch()),
        live().map(({ deviceId }) => deviceId),
        removed(),
      ),
    rootExpired: (now) => {
      const root = derived().authority.roots.current;
      return root === undefined || now >= root.expires;
    },
    root: () => derived().authority.roots.current,
    members: live,
    removed,
    personOf: (deviceId) => derived().authority.members.get(deviceId)?.personId,
    withoutEffect,
    replicated: () => {
      const { authority, decisions } = derived();
      return replicatedOf(scopeId, authority, decisions);
    },
  };
};
