/**
 * Real hosts (store, keys, outbox, relay client and all) in a network that loses, repeats, cuts and tampers, on machines
 * that crash and whose clocks differ. What holds of replicas has to hold of the devices around them.
 */
import type { Decision, Engine } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { canonicalBytes, hashName } from '@sourceos/sync-kernel/wire';
import { createPick, type Node } from '@sourceos/sync-testkit';
import { createHostWorld, start, valueOf, type Host } from '../../../../packages/sync-host/src/testing/host-world.js';
import { parseSnapshot } from '../../../../packages/sync-host/src/relay-client/snapshot-frame.js';
import { createMemoryRelay } from '../../../../packages/sync-host/src/testing/memory-relay.js';
import { createMemoryStore } from '../../../../packages/sync-host/src/store/memory/create-memory-store.js';
import { mixedChanges } from '../mixed-changes.js';
import { isCarried, type ScopeKind } from '../mixed-world.js';
import type { Population } from '../population.js';
import type { Store } from '../../../../packages/sync-host/src/store/store.js';
import { createFaultyNetwork } from './faulty-network.js';

const names = ['ada', 'bob', 'cyd'] as const;

export interface HostSimulation {
  readonly seed: number;
  readonly kind: ScopeKind;
  readonly populations: readonly Population[];
  readonly steps?: number;
  /** What a machine keeps its device in; by default a store in memory. */
  readonly createStore?: () => Store;
}

export interface HostRun {
  /** What does not hold, in words; empty where all does. */
  readonly violations: readonly string[];
  readonly acknowledged: number;
  /** Writes in an agent's name that no lease covers, and writes of a removed device after its removal. */
  readonly forbidden: number;
  readonly crashes: number;
  readonly tampered: number;
  readonly removals: number;
  /** Snapshots that were taken, most of them of a log that the relay dropped. */
  readonly snapshots: number;
  /** The same for the same seed. */
  readonly traceHash: string;
}

interface Machine {
  readonly name: string;
  /** Its place in the network. */
  readonly index: number;
  host: Host;
}

const inForce = ({ outcome }: Decision): boolean => outcome === 'applied' || outcome === 'merged';

export const simulateHosts = async ({
  seed,
  kind,
  populations,
  steps = 60,
  createStore = createMemoryStore,
}: HostSimulation): Promise<HostRun> => {
  const pick = createPick(seed);
  const world = createHostWorld(`simulated-${seed}`, kind);
  const { scopeId } = world;
  const here = populations.filter((population) => isCarried(population, kind));
  const engines: readonly Engine[] = here.map(({ engine }) => engine);
  const clock = { now: start };
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now: () => clock.now });
  const hashOf = (bytes: Uint8Array): string => hashName(crypto.sha256(bytes));
  const machines = new Map<string, Machine>();
  const trace: string[] = [];
  const acknowledged = new Map<string, string>();
  const violations: string[] = [];
  let crashes = 0;
  let snapshots = 0;
  let removed: { readonly name: string; readonly last: number } | undefined;

  const network = createFaultyNetwork({ devices: names.length + 1, relay: relay.transport(), pick, clock });
  /** How far each machine's clock is ahead, in milliseconds. */
  const skews = names.map(() => pick.below(120_000) - 60_000);
  const optionsOf = (index: number) => ({
    transport: () => network.transport(index),
    engines,
    now: () => clock.now + (skews[index] ?? 0),
    more: { acknowledgeEvery: 60_000, snapshotEvery: 16, compactEvery: 8 },
  });
  const stores = new Map(names.map((name) => [name, createStore()] as const));
  const storeOf = (name: (typeof names)[number]): Store => {
    const store = stores.get(name);
    if (store === undefined) throw new Error(`There is no store of ${name}.`);
    return store;
  };
  const keys = new Map<string, Host['keyring']>();
  for (const name of names) keys.set(name, await world.keyring(name, storeOf(name)));
  const others = names.slice(1).flatMap((name) => keys.get(name) ?? []);
  for (const [index, name] of names.entries()) {
    const options = { ...optionsOf(index), store: storeOf(name) };
    const host = name === 'ada' ? await world.first(name, options, others) : await world.join(name, options);
    machines.set(name, { name, index, host });
  }
  const all = [...machines.values()];
  const machine = (name: string): Machine => {
    const found = machines.get(name);
    if (found === undefined) throw new Error(`There is no machine ${name}.`);
    return found;
  };
  const granted = names.map((name) =>
    world.record({
      kind: 'delegation',
      to: { authorId: `urn:srcos:person:${name}` },
      roles: ['write', 'review', 'rollback', 'export', 'downgrade'],
      collections: ['*'],
      expires: start + 365 * 86_400_000,
      terminating: false,
    }),
  );
  valueOf(await machine('ada').host.scope.addControl(granted));
  const syncWhole = ({ index, host }: Machine) => network.whole(index, () => host.scope.sync());
  for (const each of [...all, ...all]) valueOf(await syncWhole(each));

  const changes = mixedChanges(here, scopeId, (deviceId) => {
    const found = all.find(({ host }) => host.keyring.deviceId === deviceId);
    return found === undefined ? undefined : ({ view: found.host.scope.replica.view } as Node);
  });
  /** Somebody who is admitted when all is over, and has what they have by a snapshot of it. */
  const joinLate = async (live: readonly Machine[]): Promise<Machine> => {
    const index = names.length;
    const store = createStore();
    const keyring = await world.keyring('dan', store);
    const members = [...live.map(({ host }) => host.keyring), keyring];
    const records = [world.member(keyring), await world.epoch(1, members)];
    if (removed !== undefined)
      records.push(await world.epoch(2, members, [machine(removed.name).host.keyring.deviceId]));
    const keeper = machine('ada');
    valueOf(await keeper.host.scope.addControl(records));
    valueOf(await syncWhole(keeper));
    drop();
    const host = await world.join('dan', { ...optionsOf(index), store });
    const before = snapshots;
    const dan = { name: 'dan', index, host };
    countTaken(await syncWhole(dan));
    if (relay.snapshot(scopeId) !== undefined && snapshots === before) violations.push('dan took no snapshot');
    return dan;
  };
  const isRemoved = ({ name }: Machine): boolean => removed?.name === name;

  const countTaken = (synced: Awaited<ReturnType<Host['scope']['sync']>>): void => {
    if (synced.ok) snapshots += synced.value.snapshots?.filter((it) => it.kind === 'taken').length ?? 0;
  };
  /** The relay's retention: bytes that a snapshot stands for go. */
  const drop = (): void => {
    const held = parseSnapshot(relay.snapshot(scopeId) ?? new Uint8Array(0));
    trace.push(`dropped up to ${held?.statement.upTo ?? 0}`);
    if (held !== undefined) relay.prune(scopeId, held.statement.upTo);
  };
  /** Syncs, which goes on while other things happen, as far as the network lets it. */
  const sync = async (each: Machine): Promise<void> => {
    if (!network.isBusy(each.index)) await network.begin(each.index, () => synced(each.host, each.name));
  };
  const synced = async ({ scope }: Host, name: string): Promise<void> => {
    const synced = await scope.sync();
    countTaken(synced);
    trace.push(`${name} sync ${synced.ok ? 'ok' : synced.code}`);
    // A person looks, and trusts it again: what turned the bit was the way, and not the relay.
    if (scope.connection().relayTrust !== 'trusted') valueOf(scope.trustRelay());
  };
  const write = (each: Machine): void => {
    const { keyring, scope } = each.host;
    const written = scope.write(changes(pick, keyring.deviceId));
    trace.push(
      `${each.name} write ${written.ok ? written.value.decisions.map((it) => it.outcome).join() : written.code}`,
    );
    if (!written.ok || written.value.bytes === undefined) return;
    for (const { writeId, outcome } of written.value.decisions) {
      if (outcome !== 'rejected') acknowledged.set(writeId, each.name);
    }
  };
  const crash = async (each: Machine): Promise<void> => {
    crashes += 1;
    trace.push(`${each.name} crash`);
    const store = storeOf(each.name as (typeof names)[number]);
    // What was under way ends without the device: its store is all that it finds again.
    void each.host.device.close();
    await network.hangUp(each.index);
    each.host = await world.open(each.name, { ...optionsOf(each.index), store });
  };
  const remove = async (each: Machine): Promise<void> => {
    const keeper = machine('ada');
    const last = keeper.host.scope.replica.acknowledged().get(each.host.keyring.deviceId) ?? 0;
    removed = { name: each.name, last };
    trace.push(`${each.name} removed after ${last}`);
    const live = all.filter((other) => other !== each).map(({ host }) => host.keyring);
    const deviceId = each.host.keyring.deviceId;
    const records = [world.removal(deviceId, last), await world.epoch(2, live, [deviceId])];
    valueOf(await keeper.host.scope.addControl(records));
  };

  for (let step = 0; step < steps; step += 1) {
    clock.now += pick.below(5_000);
    const each = pick.of(all);
    const draw = pick.below(100);
    if (draw < 45) write(each);
    else if (draw < 80) await sync(each);
    else if (draw < 86) await crash(each);
    else if (draw < 90) skews[each.index] = pick.below(120_000) - 60_000;
    else if (draw < 94) relay.endSessions();
    else if (draw < 97 && removed === undefined && each.name !== 'ada') await remove(each);
    else if (draw < 98) drop();
    else clock.now += pick.below(600_000);
    for (let left = pick.below(24); left > 0; left -= 1) trace.push(await network.step());
  }

  const live = all.filter((each) => !isRemoved(each));
  await network.finish();
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      clock.now += 61_000;
      for (const each of live) {
        const synced = await syncWhole(each);
        if (!synced.ok) violations.push(`${each.name} does not sync: ${synced.code}`);
        countTaken(synced);
        // Time has passed: what waited for it is judged again.
        valueOf(each.host.scope.judgeAgain());
      }
    }
  };
  await settle();
  const late = await joinLate(live);
  live.push(late);
  await settle();

  const stateOf = ({ host }: Machine): string =>
    Buffer.from(canonicalBytes(host.scope.replica.replicated())).toString();
  const [first, ...rest] = live;
  const state = first === undefined ? '' : stateOf(first);
  for (const each of rest)
    if (stateOf(each) !== state) violations.push(`${each.name} differs from ${first?.name ?? ''}`);
  let forbidden = 0;
  for (const each of live) {
    const { scope, store } = each.host;
    const { outgoing, incoming, relayTrust } = scope.connection();
    if (outgoing + incoming > 0) violations.push(`${each.name} has ${outgoing} to send and ${incoming} to fetch`);
    if (relayTrust !== 'trusted') violations.push(`${each.name} does not trust an honest relay`);
    for (const [writeId, author] of acknowledged) {
      const fromRemoved = author === removed?.name;
      if (!fromRemoved && scope.replica.decision(writeId) === undefined) {
        violations.push(`${each.name} lost ${writeId} of ${author}`);
      }
    }
    for (const decision of scope.replica.decisions()) {
      const byAgent = decision.authorId?.startsWith('urn:srcos:agent:') === true;
      if (byAgent) forbidden += 1;
      if (byAgent && inForce(decision))
        violations.push(`${each.name} applied ${decision.writeId} of an agent without a lease`);
    }
    const problems = valueOf(store.check());
    if (problems.length > 0) violations.push(`${each.name}: ${problems.join(', ')}`);
    const again = await world.open(each.name, { ...optionsOf(each.index), store });
    if (stateOf({ ...each, host: again }) !== state) violations.push(`${each.name} finds another state in its store`);
  }
  for (const each of [...all, late]) await each.host.device.close();
  return {
    violations,
    acknowledged: acknowledged.size,
    forbidden,
    crashes,
    tampered: network.tampered(),
    removals: removed === undefined ? 0 : 1,
    snapshots,
    traceHash: hashOf(new TextEncoder().encode(`${trace.join('\n')}\n${state}`)),
  };
};
