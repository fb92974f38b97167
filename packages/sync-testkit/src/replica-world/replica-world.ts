import { createControlLog, createReplica, type ControlLog, type Engine, type LocalChange } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { Node, NodeRequest } from '../simulation/node.js';
import type { Pick } from '../simulation/pick.js';
import type { KnownWrite, World } from '../simulation/world.js';
import { createAcknowledgements } from './acknowledgements.js';
import { carriedScope } from './changes-in-scope.js';
import { createEntitlements, isGuarded } from './entitlements.js';
import { genesisOf } from './genesis.js';
import { createGovernment } from './government.js';
import { bytesOf, cast, deviceOf, nameOf, personOf, secretKeyOf } from './identities.js';
import { rememberingCrypto } from './remembering-crypto.js';
import { rememberingReader } from './remembering-reader.js';
import { createReviewDesk } from './reviews.js';
import { rogueControl } from './rogue-control.js';
import { createScribe } from './scribe.js';

/** What is simulated over real replicas. */
export interface ReplicaWorldOptions {
  /** The engines that every device runs, mixed. Each must be carried by logs of the scope's kind (I2). */
  readonly engines: readonly Engine[];
  /**
   * The changes that a device makes next, at least one. Where the person is not the author, `agentOfWorld` is the one
   * agent that has leases. Without an encryption scope a change gets one that the engine allows and the scope carries.
   */
  readonly changes: (pick: Pick, deviceId: string) => readonly LocalChange[];
  readonly crypto: Crypto;
  /** A profile, workspace or org: `urn:srcos:workspace:simulated` by default. */
  readonly scopeId?: string;
  /** Makes the next control record in place of the world's own government, which is given to fall back on. */
  readonly govern?: (
    pick: Pick,
    written: readonly KnownWrite[],
    own: NonNullable<World['govern']>,
  ) => Uint8Array | undefined;
  /** Puts something around each node, such as a fault that the simulation has to find. */
  readonly wrap?: (node: Node, request: NodeRequest) => Node;
  /** Puts something around the control log of each member's node. */
  readonly control?: (log: ControlLog) => ControlLog;
}

/** The agent that has a lease on every member's device. */
export const agentOfWorld: string = cast.agent;

/** The Ed25519 public key of a device of every world: what an engine that keeps a register of devices has to name. */
export const signingKeyInWorld = (crypto: Crypto, deviceId: string): Uint8Array =>
  crypto.publicKey(secretKeyOf(crypto, nameOf(deviceId)));

/** Milliseconds since the epoch of the first review, as runs begin: 2026-01-01. */
const beginning = 1_767_225_600_000;

/**
 * A scope whose nodes are real replicas over real control logs: signed genesis, epochs, delegations, leases, reviews,
 * revocations, a member that is removed, acknowledgements, and every attacker that the simulation knows. Give
 * `simulate` a function that makes one anew for each run.
 *
 * @throws TypeError where a log of the scope does not carry an engine's records
 */
export const createReplicaWorld = (options: ReplicaWorldOptions): World => {
  const { engines, scopeId = 'urn:srcos:workspace:simulated' } = options;
  const crypto = rememberingCrypto(options.crypto);
  const byCollection = new Map(engines.map((engine) => [engine.manifest.collection, engine]));
  const scopes = new Map(
    engines.map((engine) => {
      const scope = carriedScope(engine, scopeId);
      if (scope === undefined) throw new TypeError(`${engine.manifest.engineId} has no records in ${scopeId}.`);
      return [engine.manifest.collection, scope];
    }),
  );
  const changes = (pick: Pick, deviceId: string): LocalChange[] =>
    options.changes(pick, deviceId).map((change) => {
      const encryptionScope = change.encryptionScope ?? scopes.get(change.collection);
      return encryptionScope === undefined ? change : { ...change, encryptionScope };
    });

  const scribe = createScribe(crypto, scopeId);
  const read = rememberingReader(crypto);
  const entitlements = createEntitlements(byCollection);
  const { root, delegations, leases, records } = genesisOf(crypto, scopeId);
  for (const { id, name } of delegations) entitlements.grant('delegation', id, name, ['*']);
  for (const { id, name } of leases) entitlements.grant('lease', id, name, ['*']);

  const guarded = engines.filter(isGuarded).map(({ manifest }) => manifest.collection);
  const desk = createReviewDesk({ scribe, changes, start: beginning });
  const own = createGovernment({ scribe, entitlements, desk, guarded, root: root.id });

  const createNode = (request: NodeRequest): Node => {
    const { deviceId, role, random } = request;
    const name = nameOf(deviceId);
    const secretKey = secretKeyOf(crypto, role === 'impostor' ? 'nobody' : name);
    const log = createControlLog({ scopeId, crypto, root: root.id, read });
    const node = createReplica({
      engines,
      scopeId,
      deviceId,
      authorId: personOf(name),
      secretKey,
      crypto,
      control:
        role === 'member' ? (options.control?.(log) ?? log) : rogueControl(log, deviceId, crypto.publicKey(secretKey)),
      scopeKey: (scope, epoch) => bytesOf(crypto, `${scope} key of epoch ${epoch}`),
      random,
    });
    return options.wrap?.(node, request) ?? node;
  };

  return {
    members: cast.members.map(deviceOf),
    createNode,
    genesis: records,
    changes,
    govern: (pick, written) => options.govern?.(pick, written, own) ?? own(pick, written),
    acknowledge: createAcknowledgements(scribe),
    stands: entitlements.stands,
    attackers: {
      equivocate: { deviceId: deviceOf(cast.equivocator) },
      'write-after-removal': {
        deviceId: deviceOf(cast.removed),
        remove: (last) => {
          entitlements.remove(deviceOf(cast.removed), last);
          return scribe.sign({ kind: 'removal', deviceId: deviceOf(cast.removed), last, keeps: [] }).bytes;
        },
      },
      'write-undelegated': {
        deviceId: deviceOf(cast.undelegated),
        changes: (pick) => {
          // Whoever makes changes at random seldom makes one that takes a delegation: a few tries, then none.
          for (let tries = 0; tries < 20; tries += 1) {
            const found = changes(pick, deviceOf(cast.undelegated)).filter(({ collection }) =>
              guarded.includes(collection),
            );
            if (found.length > 0) return found;
          }
          return [];
        },
      },
      forge: { deviceId: deviceOf(cast.members[0]) },
    },
  };
};
