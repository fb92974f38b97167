import { bytesToHex } from '@noble/hashes/utils.js';
import type { Json } from '../model/json.js';
import type { Authority } from './authority.js';
import type { Cut } from './cut.js';
import type { Decisions } from './decisions.js';

const cutsOf = (cuts: ReadonlyMap<string, Cut>): Json =>
  Object.fromEntries(
    [...cuts].map(([target, { stands, keeps }]) => [
      target,
      { stands: Object.fromEntries(stands), keeps: [...keeps].sort() },
    ]),
  );

/** What all devices with the same records agree on. Maps become objects, which canonical JSON sorts; lists are sorted here. */
export const replicatedOf = (scopeId: string, authority: Authority, decisions: Decisions): Json => {
  const { roots, revocations, members, delegations, epochs } = authority;
  return {
    scopeId,
    roots: roots.chain.map((root) => root.id),
    members: Object.fromEntries(
      [...members.values()].map((member) => {
        const last = authority.lastDot(member);
        const { id, personId, signingKey } = member;
        return [
          member.deviceId,
          { id, personId, signingKey: bytesToHex(signingKey), ...(last !== Infinity && { last }) },
        ];
      }),
    ),
    revoked: {
      devices: cutsOf(revocations.devices),
      keys: cutsOf(revocations.keys),
      grants: cutsOf(revocations.grants),
    },
    delegations: [...delegations.effective].sort(),
    epochs: Object.fromEntries(
      [...epochs].map(([epoch, statements]) => [String(epoch), statements.map((it) => it.id).sort()]),
    ),
    leases: [...decisions.leases.values()].flatMap((leases) => leases.map((it) => it.id)).sort(),
    reviews: [...decisions.reviews.values()].flatMap((reviews) => reviews.map((it) => it.id)).sort(),
    acknowledged: Object.fromEntries(
      [...decisions.acknowledged].map(([deviceId, { frontier, wall }]) => [
        deviceId,
        { frontier: Object.fromEntries(frontier), wall },
      ]),
    ),
  };
};
