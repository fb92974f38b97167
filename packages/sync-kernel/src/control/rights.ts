import type { Reason } from '../model/reason.js';
import { isAgent } from '../model/is-agent.js';
import { reasonOf } from '../model/reason-of.js';
import type { Authority } from './authority.js';
import type { HeldOf } from './by-kind.js';
import { coveredBy } from './collection-pattern.js';
import type { AuthorityQuestion } from './control-view.js';
import { passes, type Subject } from './cut.js';
import { standingOf, type Chain, type Standing } from './delegations.js';

/** What a device and an author may do: delegations and leases, judged for one write or one statement at its own time. */
export interface Rights {
  readonly delegation: (question: Asked, subject: Subject) => Reason | undefined;
  /** Ids of the first chain that is live, delegate first. */
  readonly chain: (question: Asked, subject: Subject) => readonly string[];
  readonly lease: (question: Asked, subject: Subject) => Reason | undefined;
}

type Asked = Omit<AuthorityQuestion, 'n'>;
type Leases = ReadonlyMap<string, readonly HeldOf<'lease'>[]>;

/** Questions whose chains are remembered; more than a busy scope has in use at a time. */
const maxRemembered = 16_384;

export const createRights = (authority: Authority, leases: () => Leases): Rights => {
  const { delegations, members, revocations, roots } = authority;
  const remembered = new Map<string, readonly Chain[]>();

  /** The hot path: a chain is walked once for a device, author, collection and role. With its length, no author runs into a collection. */
  const chainsFor = (keyId: string, { authorId, collection, role }: Asked): readonly Chain[] => {
    const name = `${keyId} ${role} ${authorId.length} ${authorId} ${collection}`;
    const known = remembered.get(name);
    if (known !== undefined) return known;
    if (remembered.size >= maxRemembered) remembered.clear();
    const chains = delegations.chains(keyId, authorId, collection, role);
    remembered.set(name, chains);
    return chains;
  };

  const lease = (asked: Asked, subject: Subject): Reason | undefined => {
    if (!isAgent(asked.authorId)) return undefined;
    const person = members.get(asked.deviceId)?.personId;
    let expired: string | undefined;
    for (const { id, statement } of leases().get(asked.authorId) ?? []) {
      const { devices } = statement;
      const here = devices === undefined ? statement.grantorId === person : devices.includes(asked.deviceId);
      if (!here || !coveredBy(statement.collections, asked.collection) || asked.wall < statement.from) continue;
      if (!passes(revocations.grants.get(id), subject)) continue;
      if (asked.wall < statement.expires) return undefined;
      expired ??= id;
    }
    if (expired !== undefined) return reasonOf('lease_expired', { evidence: { lease: expired } });
    return reasonOf('agent_without_lease', { evidence: { agent: asked.authorId, collection: asked.collection } });
  };

  /** A device speaks for its person, and for an agent that is leased to it; whoever else it names, it has no right of. */
  const speaksFor = (asked: Asked, personId: string, subject: Subject): boolean =>
    isAgent(asked.authorId) ? lease(asked, subject) === undefined : asked.authorId === personId;

  const judge = (asked: Asked, subject: Subject): readonly Chain[] | Reason => {
    const member = members.get(asked.deviceId);
    const none = () =>
      reasonOf('no_delegation', {
        evidence: { author: asked.authorId, role: asked.role, collection: asked.collection },
      });
    // I12: a reviewer is no agent, whatever was delegated to one.
    if (member === undefined || (asked.role === 'review' && isAgent(asked.authorId))) return none();
    if (roots.current === undefined || asked.wall >= roots.current.expires) {
      return reasonOf('delegation_expired', { evidence: { root: roots.chain.at(-1)?.id ?? null } });
    }
    if (!speaksFor(asked, member.personId, subject)) return none();
    const fallen: Partial<Record<Standing, string | undefined>> = {};
    for (const chain of chainsFor(member.keyId, asked)) {
      const standing = standingOf(chain, subject, asked.wall, revocations.grants);
      if (standing === 'live') return [chain];
      fallen[standing] ??= chain.links[0]?.id;
    }
    if (fallen.revoked !== undefined) {
      return reasonOf('delegation_revoked', { evidence: { delegation: fallen.revoked } });
    }
    if (fallen.expired !== undefined) {
      return reasonOf('delegation_expired', { evidence: { delegation: fallen.expired } });
    }
    return none();
  };

  const isReason = (judged: readonly Chain[] | Reason): judged is Reason => 'code' in judged;
  return {
    delegation: (asked, subject) => {
      const judged = judge(asked, subject);
      return isReason(judged) ? judged : undefined;
    },
    chain: (asked, subject) => {
      const judged = judge(asked, subject);
      return isReason(judged) ? [] : judged.flatMap((chain) => chain.links.map((link) => link.id));
    },
    lease,
  };
};
