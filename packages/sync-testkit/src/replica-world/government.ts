import type { Pick } from '../simulation/pick.js';
import type { KnownWrite } from '../simulation/world.js';
import type { Entitlements } from './entitlements.js';
import { cast, deviceOf } from './identities.js';
import type { ReviewDesk } from './reviews.js';
import type { Scribe } from './scribe.js';

export interface GovernmentOptions {
  readonly scribe: Scribe;
  readonly entitlements: Entitlements;
  readonly desk: ReviewDesk;
  /** The collections that take a delegation. */
  readonly guarded: readonly string[];
  /** The statement id of the first root. */
  readonly root: string;
}

/** Makes the next control record of a run: reviews mostly, and everything else that a scope's log may say. */
export const createGovernment = ({ scribe, entitlements, desk, guarded, root }: GovernmentOptions) => {
  let serial = 0;
  let epoch = 1;
  let version = 1;
  let previous = root;
  const gone = new Set<string>();
  const members = (): readonly string[] => cast.members.filter((name) => !gone.has(name));
  const last = (written: readonly KnownWrite[], deviceId: string): number =>
    written.reduce((most, write) => (write.deviceId === deviceId ? Math.max(most, write.n) : most), 0);

  /** What was seen of each device, at times less of it; one in ten is forgotten, so that nothing of it stands. */
  const seen = (pick: Pick, written: readonly KnownWrite[]): ReadonlyMap<string, number> =>
    new Map(
      [...cast.members, cast.equivocator, cast.removed].flatMap((name): [string, number][] => {
        const deviceId = deviceOf(name);
        if (pick.chance(10)) return [];
        return [[deviceId, Math.max(0, last(written, deviceId) - (pick.chance(30) ? pick.below(4) : 0))]];
      }),
    );

  const delegate = (pick: Pick): Uint8Array => {
    serial += 1;
    const name = pick.of(cast.members);
    const collections = pick.chance(50) || guarded.length === 0 ? ['*'] : [pick.of(guarded)];
    const { id, bytes } = scribe.delegation(name, collections, serial);
    entitlements.grant('delegation', id, name, collections);
    return bytes;
  };
  const lease = (pick: Pick): Uint8Array => {
    serial += 1;
    const name = pick.of(cast.members);
    const { id, bytes } = scribe.lease(name, serial);
    entitlements.grant('lease', id, name, ['*']);
    return bytes;
  };
  const revoke = (pick: Pick, written: readonly KnownWrite[]): Uint8Array => {
    const { id, kind } = pick.of(entitlements.grants());
    const stands = seen(pick, written);
    entitlements.revoke(id, stands);
    return scribe.sign({
      kind: 'revocation',
      target: { kind, id },
      stands: Object.fromEntries(stands),
      keeps: [],
    }).bytes;
  };
  /** The last member goes; what it signed stands in part. */
  const remove = (pick: Pick, written: readonly KnownWrite[]): Uint8Array | undefined => {
    const [name] = cast.members.slice(-1);
    if (name === undefined || gone.has(name)) return undefined;
    gone.add(name);
    const deviceId = deviceOf(name);
    const stands = Math.max(0, last(written, deviceId) - pick.below(3));
    entitlements.remove(deviceId, stands);
    const keeps = desk.signedBy(name).filter(() => pick.chance(50));
    return scribe.sign({ kind: 'removal', deviceId, last: stands, keeps }).bytes;
  };
  const turnEpoch = (): Uint8Array => {
    epoch += 1;
    return scribe.epoch(epoch, [...members(), cast.equivocator, cast.undelegated]).bytes;
  };
  const turnRoot = (): Uint8Array => {
    version += 1;
    const next = scribe.root(version, previous);
    previous = next.id;
    return next.bytes;
  };

  return (pick: Pick, written: readonly KnownWrite[]): Uint8Array | undefined => {
    const draw = pick.below(100);
    if (draw < 66) return desk.review(pick, written);
    if (draw < 76) return delegate(pick);
    if (draw < 80) return lease(pick);
    if (draw < 90) return revoke(pick, written);
    if (draw < 94) return remove(pick, written);
    return draw < 98 ? turnEpoch() : turnRoot();
  };
};
