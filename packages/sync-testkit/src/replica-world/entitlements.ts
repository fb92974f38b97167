import type { Engine } from '@sourceos/sync-kernel';
import type { KnownWrite } from '../simulation/world.js';
import { cast, deviceOf, personOf } from './identities.js';

/** Somebody's right to write, and what was taken of it again. */
interface Grant {
  readonly id: string;
  readonly kind: 'delegation' | 'lease';
  readonly name: string;
  readonly collections: readonly string[];
  /** Per device the last of its writes that stands; of a device that is missing none does. Undefined: all stand. */
  cut: ReadonlyMap<string, number> | undefined;
}

/**
 * Who may write what, kept by hand while control records are made: the word against which replicas, which derive it
 * from the records, are held. I3 in the simulation's own words.
 */
export interface Entitlements {
  readonly grant: (kind: Grant['kind'], id: string, name: string, collections: readonly string[]) => void;
  readonly grants: () => readonly Pick<Grant, 'id' | 'kind' | 'name'>[];
  readonly revoke: (id: string, stands: ReadonlyMap<string, number>) => void;
  readonly remove: (deviceId: string, last: number) => void;
  readonly stands: (write: KnownWrite) => boolean;
}

const lower = (a: ReadonlyMap<string, number> | undefined, b: ReadonlyMap<string, number>): Map<string, number> =>
  new Map(
    [...b].flatMap(([device, n]) => (a === undefined ? [[device, n]] : [[device, Math.min(n, a.get(device) ?? 0)]])),
  );

const covers = (collections: readonly string[], collection: string): boolean =>
  collections.includes('*') || collections.includes(collection);

export const isGuarded = ({ manifest }: Engine): boolean =>
  manifest.policyClass === 'critical' || manifest.mergeStrategy === 'signed_authority_required';

const leasesAgents = ({ manifest }: Engine): boolean =>
  manifest.policyClass === 'critical' || manifest.policyClass === 'high';

export const createEntitlements = (engines: ReadonlyMap<string, Engine>): Entitlements => {
  const grants = new Map<string, Grant>();
  const removed = new Map<string, number>();
  const held = (kind: Grant['kind'], matches: (grant: Grant) => boolean, { deviceId, n, collection }: KnownWrite) =>
    [...grants.values()].some(
      (grant) =>
        grant.kind === kind &&
        matches(grant) &&
        covers(grant.collections, collection) &&
        (grant.cut === undefined || n <= (grant.cut.get(deviceId) ?? 0)),
    );

  return {
    grant: (kind, id, name, collections) => {
      if (!grants.has(id)) grants.set(id, { id, kind, name, collections, cut: undefined });
    },
    grants: () => [...grants.values()],
    revoke: (id, stands) => {
      const grant = grants.get(id);
      if (grant !== undefined) grant.cut = lower(grant.cut, stands);
    },
    remove: (deviceId, last) => {
      removed.set(deviceId, Math.min(last, removed.get(deviceId) ?? last));
    },
    stands: (write) => {
      const { deviceId, authorId, n, collection } = write;
      if (n > (removed.get(deviceId) ?? Number.POSITIVE_INFINITY)) return false;
      const engine = engines.get(collection);
      if (engine === undefined) return false;
      const isAgent = authorId === cast.agent;
      const leased = (): boolean => held('lease', ({ name }) => deviceOf(name) === deviceId, write);
      if (isAgent && leasesAgents(engine) && !leased()) return false;
      if (!isGuarded(engine)) return true;
      if (isAgent && !leased()) return false;
      return held('delegation', ({ name }) => (isAgent ? false : personOf(name) === authorId), write);
    },
  };
};
