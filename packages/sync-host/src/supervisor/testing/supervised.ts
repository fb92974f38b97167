import type { Engine } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { createAuditLog, type AuditLog } from '../../audit/audit-log.js';
import type { DeviceOptions, DeviceScope } from '../../device/device.js';
import type { Keyring } from '../../keyring/keyring.js';
import { createQuarantineQueue, type QuarantineQueue } from '../../queues/quarantine-queue.js';
import { createReviewQueue, type ReviewQueue } from '../../queues/review-queue.js';
import type { RelayTransport } from '../../relay-client/transport.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Store } from '../../store/store.js';
import { createHostWorld, relayUrl, start, valueOf, type Host, type HostWorld } from '../../testing/host-world.js';
import { createMemoryRelay, type MemoryRelay } from '../../testing/memory-relay.js';
import { createSupervisor } from '../create-supervisor.js';
import { createEngineSettings, type EngineSettings } from '../engine-settings.js';
import type { SupervisorEvent } from '../events.js';
import type { EngineStatus, Supervisor, SupervisorOptions } from '../supervisor.js';
import { createTestSchedule, type TestSchedule } from './test-schedule.js';

const farFuture = start + 10 * 365 * 86_400_000;

/** A real device over a store and a relay in memory, with everything that runs on top of it. */
export interface Supervised extends Host {
  readonly settings: EngineSettings;
  readonly audit: AuditLog;
  readonly supervisor: Supervisor;
  readonly review: ReviewQueue;
  readonly quarantine: QuarantineQueue;
  /** What the supervisor told, oldest first. */
  readonly events: readonly SupervisorEvent[];
  readonly status: (engine: Engine) => EngineStatus;
}

export interface StageOptions {
  readonly engines: readonly Engine[];
  readonly kind?: 'workspace' | 'profile' | 'org';
  /** Whether the root delegates to the first members, which it does by default. */
  readonly delegates?: boolean;
}

export interface HostChoices {
  readonly engines?: readonly Engine[];
  readonly transport?: (relay: MemoryRelay) => RelayTransport;
  readonly more?: Partial<SupervisorOptions>;
  readonly device?: Partial<DeviceOptions>;
  readonly store?: Store;
}

/** One scope, its relay, a clock, and supervised devices. */
export interface Stage {
  readonly world: HostWorld;
  readonly relay: MemoryRelay;
  readonly time: TestSchedule;
  /** The device that made the scope, with others as members; each person may review, and write what is critical. */
  readonly first: (name: string, others?: readonly Keyring[], choices?: HostChoices) => Promise<Supervised>;
  /** A device that joins; whoever the first one named is a member. */
  readonly join: (name: string, choices?: HostChoices) => Promise<Supervised>;
  /** A store with the keys of a device that does not run yet. */
  readonly enrolled: (name: string) => Promise<{ readonly store: Store; readonly keyring: Keyring }>;
  /** Takes part in another world's scope too, as the one who made it. */
  readonly found: (host: Supervised, world: HostWorld, others?: readonly Keyring[]) => Promise<DeviceScope>;
}

/** A delegation of everything over all collections, by the root. */
const delegationTo = (world: HostWorld, authorId: string): Uint8Array =>
  world.record({
    kind: 'delegation',
    to: { authorId },
    roles: ['write', 'review', 'rollback', 'export', 'downgrade'],
    collections: ['*'],
    expires: farFuture,
    terminating: false,
  });

export const createStage = ({ engines: all, kind = 'workspace', delegates = true }: StageOptions): Stage => {
  const world = createHostWorld('garden', kind);
  const time = createTestSchedule(start);
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now: time.now });

  const host = async (
    name: string,
    { engines = all, more, store = createMemoryStore(), device, transport = relay.transport }: HostChoices,
    make: HostWorld['first'] | HostWorld['join'],
    others?: readonly Keyring[],
  ): Promise<Supervised> => {
    const settings = createEngineSettings(store);
    const keyring = await world.keyring(name, store);
    const audit = createAuditLog({ store, crypto, deviceId: keyring.deviceId, engines, now: time.now });
    const made = await make(
      name,
      {
        transport: () => transport(relay),
        now: time.now,
        store,
        engines,
        more: { runs: settings.runs, audit: audit.auditOf, ...device },
      },
      others,
    );
    const supervisor = createSupervisor({
      device: made.device,
      store,
      engines,
      settings,
      crypto,
      now: time.now,
      random: () => 0.5,
      schedule: time.schedule,
      ...more,
    });
    const events: SupervisorEvent[] = [];
    supervisor.on((event) => events.push(event));
    const queue = { device: made.device, store, engines, crypto, audit, now: time.now };
    return {
      ...made,
      // Scopes are opened anew with other engines.
      get scope() {
        return made.device.scope(world.scopeId) ?? made.scope;
      },
      settings,
      audit,
      supervisor,
      review: createReviewQueue(queue),
      quarantine: createQuarantineQueue(queue),
      events,
      status: ({ manifest }) => {
        const found = supervisor.status().engines.find(({ engineId }) => engineId === manifest.engineId);
        if (found === undefined) throw new Error(`${manifest.engineId} is no engine here.`);
        return found;
      },
    };
  };

  return {
    world,
    relay,
    time,
    enrolled: async (name) => {
      const store = createMemoryStore();
      return { store, keyring: await world.keyring(name, store) };
    },
    first: async (name, others = [], choices = {}) => {
      const made = await host(name, choices, world.first, others);
      const people = !delegates ? [] : [made.keyring, ...others].map(({ personId }) => delegationTo(world, personId));
      valueOf(await made.scope.addControl(people));
      return made;
    },
    join: (name, choices = {}) => host(name, choices, world.join),
    found: async (made, other, others = []) => {
      const members = [made.keyring, ...others];
      const records = [
        other.genesis,
        ...members.map(other.member),
        await other.epoch(1, members),
        ...members.map(({ personId }) => delegationTo(other, personId)),
      ];
      const { scopeId, genesis } = other;
      return valueOf(await made.device.addScope({ scopeId, genesis, records, relayUrl, own: true }));
    },
  };
};

/** Syncs hosts one after the other. */
export const synced = async (...hosts: readonly Supervised[]): Promise<void> => {
  for (const { supervisor, scope } of hosts) valueOf(await supervisor.sync(scope.scopeId));
};
