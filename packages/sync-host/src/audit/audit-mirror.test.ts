import { engine as audit, inspectLog, logEntries } from '@sourceos/sync-audit';
import { changes as shellChanges, engine as shell, type ShellProfile } from '@sourceos/sync-shell';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import { createSupervisor } from '../supervisor/create-supervisor.js';
import { createStage, synced, type Supervised } from '../supervisor/testing/supervised.js';
import { valueOf } from '../testing/host-world.js';

const id = 'urn:srcos:shell-profile:everyday';
const plain: ShellProfile = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash' };
const withAlias = (name: string): ShellProfile => ({ ...plain, aliases: { [name]: 'ls -l' } });
const engines = [shell, audit];

const put = (host: Supervised, profile: ShellProfile): void =>
  void valueOf(host.supervisor.write(shell.manifest.engineId, [shellChanges.put(id, profile)]));

/** What stands in a device's log of the scope, as another host holds it. */
const logOf = (at: Supervised, of: Supervised) =>
  logEntries(at.scope.replica, of.keyring.deviceId).map(({ event }) => event);
const linesOf = (at: Supervised, of: Supervised) =>
  logOf(at, of).map((event) => `${event?.eventType ?? 'gone'} ${event?.outcome ?? ''}`);
const own = (host: Supervised) => valueOf(host.audit.events(0, 1_000));

const two = async (delegates = true) => {
  const stage = createStage({ engines, kind: 'profile', delegates });
  const bobs = await stage.enrolled('bob');
  const ada = await stage.first('ada', [bobs.keyring]);
  const bob = await stage.join('bob', { store: bobs.store });
  await synced(ada, bob);
  return { ...stage, ada, bob };
};

describe('the audit mirror', () => {
  it('carries what a device decided, denials too, into the log of the scope, where others read it', async () => {
    const { ada, bob } = await two();
    put(ada, plain);
    await synced(ada, bob);
    put(ada, withAlias('ll'));
    // Bob's device holds it for a person; what it decided goes with its next sync.
    await synced(ada, bob, bob, ada);
    expect(own(bob).map(({ outcome }) => outcome)).toContain('require_review');
    for (const host of [ada, bob]) {
      expect(linesOf(host, bob)).toEqual(own(bob).map(({ eventType, outcome }) => `${eventType} ${outcome}`));
      expect(linesOf(host, ada)).toEqual(own(ada).map(({ eventType, outcome }) => `${eventType} ${outcome}`));
      expect(inspectLog(host.scope.replica, bob.keyring.deviceId)).toEqual([]);
      expect(inspectLog(host.scope.replica, ada.keyring.deviceId)).toEqual([]);
    }
  });

  it('names in each entry the event of the device’s own log that it repeats', async () => {
    const { ada, bob } = await two();
    put(ada, plain);
    put(ada, withAlias('ll'));
    await synced(ada, bob);
    const places = own(ada).map(({ eventHash }, index) => ({ position: index + 1, eventHash }));
    expect(places.length).toBeGreaterThan(1);
    expect(logOf(bob, ada).map((event) => event?.details?.deviceLog)).toEqual(places);
    expect(ada.audit.verify().ok).toBe(true);
  });

  it('comes to rest: what it writes makes nothing new to write', async () => {
    const { ada, bob } = await two();
    put(ada, plain);
    await synced(ada, bob, bob, ada);
    const before = [own(ada).length, own(bob).length, logOf(ada, ada).length, logOf(ada, bob).length];
    for (let turn = 0; turn < 5; turn += 1) await synced(ada, bob);
    expect([own(ada).length, own(bob).length, logOf(ada, ada).length, logOf(ada, bob).length]).toEqual(before);
    expect(valueOf(ada.store.outboxLength(ada.scope.scopeId))).toBe(0);
  });

  it('carries what a person decided', async () => {
    const { ada, bob, world } = await two();
    put(ada, plain);
    await synced(ada, bob);
    put(ada, withAlias('ll'));
    await synced(ada, bob);
    const [item] = valueOf(bob.review.list());
    valueOf(await bob.review.settle(world.scopeId, item?.writeId ?? '', { verdict: 'reject' }));
    await synced(bob, ada);
    expect(linesOf(ada, bob)).toContain('sync.review.rejected deny');
  });

  it('waits where the root entrusted the device with no log, and carries all once it has', async () => {
    const { ada, bob, world } = await two(false);
    put(ada, plain);
    await synced(ada, bob, ada);
    expect(logOf(ada, ada)).toEqual([]);
    const grant = world.record({
      kind: 'delegation',
      to: { authorId: ada.keyring.personId },
      roles: ['write'],
      collections: [audit.manifest.collection],
      expires: Date.UTC(2100, 0),
      terminating: false,
    });
    valueOf(await ada.scope.addControl([grant]));
    await synced(ada, bob);
    expect(linesOf(bob, ada)).toEqual(own(ada).map(({ eventType, outcome }) => `${eventType} ${outcome}`));
    expect(linesOf(bob, ada).length).toBeGreaterThan(0);
  });

  it('does nothing where no engine that keeps a log runs', async () => {
    const { ada, bob } = await two();
    valueOf(await ada.supervisor.disable(audit.manifest.engineId));
    put(ada, plain);
    await synced(ada, bob);
    expect(own(ada).length).toBeGreaterThan(0);
    expect(logOf(bob, ada)).toEqual([]);
    // What was recorded meanwhile is not lost to the log.
    valueOf(await ada.supervisor.enable(audit.manifest.engineId));
    await synced(ada, bob);
    expect(logOf(bob, ada)).toHaveLength(own(ada).length);
  });

  it('goes on where the log of the scope ends, when a process ended before it noted how far it was', async () => {
    const { ada, bob, world, time } = await two();
    put(ada, plain);
    await synced(ada, bob);
    const carried = logOf(bob, ada).length;
    const again = `audit.carried.${audit.manifest.engineId}.${world.scopeId}`;
    expect(valueOf(ada.store.setting(again))).toBe(String(own(ada).length));
    valueOf(ada.store.setSetting(again, undefined));
    const { device, store, settings } = ada;
    const supervisor = createSupervisor({
      ...{ device, store, engines, settings, now: time.now, schedule: time.schedule },
      crypto: nativeCrypto,
      random: () => 0.5,
    });
    valueOf(await supervisor.sync(world.scopeId));
    await synced(bob);
    expect(logOf(bob, ada)).toHaveLength(carried);
    expect(inspectLog(bob.scope.replica, ada.keyring.deviceId)).toEqual([]);
  });
});
