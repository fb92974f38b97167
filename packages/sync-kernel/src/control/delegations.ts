import { hexToBytes } from '@noble/hashes/utils.js';
import type { Crypto } from '../wire/crypto.js';
import type { HeldOf } from './by-kind.js';
import { coveredBy } from './collection-pattern.js';
import { keyIdOf } from './control-record.js';
import type { AuthorityQuestion } from './control-view.js';
import { passes, type Cut, type Subject } from './cut.js';
import type { Warrants } from './warrants.js';

/** How many delegations may follow each other, the root's among them. */
export const maxDelegationDepth = 8;

/** A delegation that really comes from the root. */
interface Link {
  readonly id: string;
  readonly keyId: string | undefined;
  readonly authorId: string | undefined;
  readonly roles: readonly string[];
  readonly collections: readonly string[];
  readonly expires: number;
  readonly terminating: boolean;
  readonly parent: Link | undefined;
}

/** A way from the root to a delegate, for one collection and role. */
export interface Chain {
  /** From the delegate's own delegation up to the root's. */
  readonly links: readonly Link[];
  /** Terminating delegations beside one of the links: while one is live, the chain does not count. */
  readonly exclusive: readonly Link[];
}

export type Standing = 'live' | 'revoked' | 'expired' | 'excluded';

/** The delegations that come from the root, found by delegate. */
export interface Delegations {
  readonly effective: ReadonlySet<string>;
  /** Chains to a key or an author that cover a collection and a role. */
  readonly chains: (keyId: string, authorId: string, collection: string, role: AuthorityQuestion['role']) => Chain[];
}

/** A part of what the parent hands on, never more: roles, collections and time. */
const attenuates = (child: HeldOf<'delegation'>['statement'], parent: Link): boolean =>
  child.expires <= parent.expires &&
  child.roles.every((role) => parent.roles.includes(role)) &&
  child.collections.every((pattern) => coveredBy(parent.collections, pattern));

const push = <Key>(map: Map<Key, Link[]>, key: Key, link: Link) => {
  const links = map.get(key);
  if (links === undefined) map.set(key, [link]);
  else links.push(link);
};

interface Grounds {
  readonly crypto: Crypto;
  readonly warrants: Warrants;
  /** Whether what a key signed stands. */
  readonly stands: (keyId: string, statementId: string) => boolean;
  /** The key ids of a person's member devices. */
  readonly keysOfPerson: (personId: string) => readonly string[];
}

/** Walks from the root down, a generation at a time: what hangs on nothing, or deeper than the bound, is never reached. */
export const deriveDelegations = (statements: readonly HeldOf<'delegation'>[], grounds: Grounds): Delegations => {
  const { crypto, warrants, stands, keysOfPerson } = grounds;
  const byParent = new Map<string | undefined, HeldOf<'delegation'>[]>();
  for (const held of statements) {
    const { parent } = held.statement;
    const siblings = byParent.get(parent);
    if (siblings === undefined) byParent.set(parent, [held]);
    else siblings.push(held);
  }
  const signedBy = (held: HeldOf<'delegation'>, parent: Link): boolean => {
    const keyIds = parent.keyId === undefined ? keysOfPerson(parent.authorId ?? '') : [parent.keyId];
    return keyIds.some((keyId) => held.signers.has(keyId) && (stands(keyId, held.id) || warrants.adopted(held.id)));
  };
  const linkOf = ({ id, statement }: HeldOf<'delegation'>, parent: Link | undefined): Link => ({
    id,
    keyId: 'key' in statement.to ? keyIdOf(crypto, hexToBytes(statement.to.key)) : undefined,
    authorId: 'authorId' in statement.to ? statement.to.authorId : undefined,
    roles: statement.roles,
    collections: statement.collections,
    expires: statement.expires,
    terminating: statement.terminating,
    parent,
  });

  const effective = new Set<string>();
  const byDelegate = new Map<string, Link[]>();
  const terminating = new Map<Link | undefined, Link[]>();
  const enter = (link: Link) => {
    effective.add(link.id);
    push(byDelegate, link.keyId ?? link.authorId ?? '', link);
    if (link.terminating) push(terminating, link.parent, link);
    return link;
  };
  let generation = (byParent.get(undefined) ?? [])
    .filter((held) => warrants.now(held, 'delegations', (keyId) => stands(keyId, held.id)))
    .map((held) => enter(linkOf(held, undefined)));
  for (let depth = 2; depth <= maxDelegationDepth && generation.length > 0; depth += 1) {
    generation = generation.flatMap((parent) =>
      (byParent.get(parent.id) ?? [])
        .filter((held) => attenuates(held.statement, parent) && signedBy(held, parent))
        .map((held) => enter(linkOf(held, parent))),
    );
  }

  return {
    effective,
    chains: (keyId, authorId, collection, role) => {
      const reaches = (link: Link) => link.roles.includes(role) && coveredBy(link.collections, collection);
      const candidates = [...(byDelegate.get(keyId) ?? []), ...(byDelegate.get(authorId) ?? [])].filter(reaches);
      return candidates.map((candidate) => {
        const links: Link[] = [];
        for (let link: Link | undefined = candidate; link !== undefined; link = link.parent) links.push(link);
        const exclusive = links
          .filter((link) => !link.terminating)
          .flatMap((link) => (terminating.get(link.parent) ?? []).filter(reaches));
        return { links, exclusive };
      });
    },
  };
};

/** How a chain stands for a subject at a time. A terminating delegation that was revoked excludes nobody any more. */
export const standingOf = (
  chain: Chain,
  subject: Subject,
  wall: number,
  revoked: ReadonlyMap<string, Cut>,
): Standing => {
  if (chain.links.some((link) => !passes(revoked.get(link.id), subject))) return 'revoked';
  if (chain.links.some((link) => wall >= link.expires)) return 'expired';
  return chain.exclusive.some((link) => wall < link.expires && !revoked.has(link.id)) ? 'excluded' : 'live';
};
