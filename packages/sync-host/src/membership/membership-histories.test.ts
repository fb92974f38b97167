import { parseControlRecord, signControlRecord, type StatementOf } from '@sourceos/sync-kernel';
import { counted, soak } from '@sourceos/vitest-config/soak';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from './admit.js';
import { createScope } from './create-scope.js';
import { newEpochBody } from './epoch-bodies.js';
import type { Made, MembershipResult } from './maker.js';
import { recover } from './recover.js';
import { removeMember } from './remove-member.js';
import { renewEpoch } from './renew-epoch.js';
import { crypto, deviceOf, keyringFor, randomOf, start, valueOf, type TestDevice, unwrapAll } from './testing/world.js';
import { keyIdOf } from '@sourceos/sync-kernel';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
/** Of these the root's roles have a key each. */
const holders = 3;

const device = fc.nat({ max: names.length - 1 });
const holder = fc.nat({ max: holders - 1 });
const kind = <Kind extends string>(name: Kind) => fc.constant(name);
const action = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: kind('hear'), by: device, count: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('admit'), by: holder, who: device }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('remove'), by: holder, who: device }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('renew'), by: holder }) },
  { weight: 9, arbitrary: fc.record({ kind: kind('write'), by: device }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('outlast'), by: holder }) },
);
type Action = typeof action extends fc.Arbitrary<infer Each> ? Each : never;

/** Something that was sealed, and the devices of which its author knew that they were removed. */
interface Sealed {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly bytes: Uint8Array;
  readonly knew: readonly string[];
}
const plaintext = Buffer.from('what was written');
const none = new Uint8Array();

/** A scope whose devices read one log each at their own pace, and write to its end without having read it. */
const createHistory = async (seed: number) => {
  const random = randomOf(`history ${seed}`);
  const keyrings = await Promise.all(names.map(keyringFor));
  const [first] = keyrings;
  if (first === undefined) throw new Error('There is no first device.');
  const others = [random(32), random(32)];
  const scope = await createScope({
    crypto,
    random,
    founder: first,
    kind: 'workspace',
    coHolders: others.map(crypto.publicKey),
    now: start,
  });
  const secrets = [scope.rootSecret, ...others];
  const devices = keyrings.map((keyring, index) => {
    const secret = secrets[index];
    return deviceOf(keyring, scope.scopeId, scope.genesis, secret === undefined ? [] : [secret]);
  });
  const roleKeys = new Map(
    names.map((_, index) => {
      const secret = secrets[index];
      return [devices[index]?.name, secret === undefined ? [] : [keyIdOf(crypto, crypto.publicKey(secret))]];
    }),
  );
  const relay: Uint8Array[] = [...scope.records];
  const heard = devices.map(() => 1);
  const sealed: Sealed[] = [];
  /** Keys that a device made for others, and knows whatever it unwraps. */
  const made = new Map<string, Uint8Array[]>();

  const at = (index: number): TestDevice => {
    const found = devices[index];
    if (found === undefined) throw new Error(`There is no device ${index}.`);
    return found;
  };
  const isLive = ({ log, name }: TestDevice): boolean =>
    log
      .view()
      .members()
      .some((it) => it.deviceId === name);
  const send = async (by: TestDevice, result: MembershipResult<Made>): Promise<number> => {
    if (!result.ok) return 0;
    relay.push(...result.value.records);
    await by.take(result.value.records);
    return result.value.records.length;
  };
  const hear = async (index: number, count = Infinity): Promise<void> => {
    const from = heard[index] ?? 0;
    const to = Math.min(relay.length, from + count);
    heard[index] = to;
    await at(index).take(relay.slice(from, to));
  };
  await hear(0);

  /** An administrator makes an epoch that is to outlast its own removal. */
  const outlast = async (by: TestDevice): Promise<void> => {
    const view = by.log.view();
    const drawn: Uint8Array[] = [];
    const watched = (length: number) => {
      const bytes = by.maker.random(length);
      drawn.push(bytes);
      return bytes;
    };
    const live = view.members().filter(({ deviceId }) => deviceId !== by.name);
    if (live.length === 0) return;
    const removed = [...view.removed(), by.name];
    const body = await newEpochBody({ crypto, random: watched }, scope.scopeId, view.epoch() + 1, { live, removed });
    made.set(by.name, [...(made.get(by.name) ?? []), drawn[0] ?? none]);
    relay.push(signControlRecord(crypto, body, by.maker.secrets));
  };

  const write = (by: TestDevice): void => {
    const key = isLive(by) ? by.sealingKey() : undefined;
    if (key === undefined) return;
    const nonce = random(24);
    sealed.push({ key, nonce, bytes: crypto.seal(key, nonce, plaintext, none), knew: by.log.view().removed() });
  };

  const act = async (it: Action): Promise<void> => {
    const by = at(it.by);
    if (it.kind === 'hear') return hear(it.by, it.count);
    if (it.kind === 'write') {
      write(by);
      return;
    }
    // Who was removed and knows it can still sign, and has reason to.
    if (it.kind === 'outlast') return outlast(by);
    if (!isLive(by)) return;
    if (it.kind === 'renew') await send(by, await renewEpoch(by.maker));
    if (it.kind === 'admit') {
      const { keyring } = at(it.who);
      await send(by, await admit(by.maker, { request: keyring, now: start }));
    }
    if (it.kind === 'remove') {
      const target = at(it.who);
      const removal = { deviceId: target.name, last: 0, roleKeys: roleKeys.get(target.name) ?? [] };
      await send(by, await removeMember(by.maker, removal));
    }
  };

  /** Everybody reads all, and whoever can renews, until nothing is left to do. */
  const settle = async (): Promise<void> => {
    const hearAll = () => Promise.all(names.map((_, index) => hear(index)));
    await hearAll();
    for (let round = 0; round < 3; round += 1) {
      let sent = 0;
      for (const one of devices) {
        if (!isLive(one) || one.maker.secrets.length === 0) continue;
        sent += await send(one, await renewEpoch(one.maker));
        await hearAll();
      }
      if (sent === 0) break;
    }
    const [left] = devices.filter(isLive);
    if (!left?.log.view().epochDue()) return;
    // Nobody whose signature counts is left: the recovery key mends that.
    const { recoveryKey = '' } = scope;
    const mended = valueOf(recover(left.maker, { recoveryKey, now: start }));
    await send(left, { ok: true, value: { records: mended.records, missing: 0 } });
    await hearAll();
    await send(left, await renewEpoch({ ...left.maker, secrets: [mended.rootSecret] }));
    await hearAll();
  };

  /** Every key that a device can come by: from all records there are, in force or not, and those that it made. */
  const keysOf = async ({ keyring, name }: TestDevice): Promise<readonly Uint8Array[]> => {
    const epochs = relay.flatMap((bytes): StatementOf<'epoch'>[] => {
      const parsed = parseControlRecord(crypto, bytes);
      return parsed.ok && parsed.value.statement.kind === 'epoch' ? [parsed.value.statement] : [];
    });
    await unwrapAll(keyring, epochs);
    const unwrapped = epochs.flatMap(({ commitment }) => keyring.committedKey(commitment) ?? []);
    return [...new Set([...(made.get(name) ?? []), ...unwrapped])];
  };
  return { devices, sealed, act, settle, keysOf, isLive };
};

const opens = (keys: readonly Uint8Array[], { nonce, bytes }: Sealed): boolean =>
  keys.some((key) => crypto.open(key, nonce, bytes, none) !== undefined);

describe('any history of members', () => {
  it(
    'gives no removed device what was written by one that knew, and locks no member out',
    async () => {
      const seen = { written: 0, afterRemoval: 0, live: 0 };
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.array(action, { minLength: 12, maxLength: 30 }), async (seed, actions) => {
          const history = await createHistory(seed);
          // Two more with a role, and one without: a history of one device has nothing to say.
          for (const who of [1, 2, 3]) await history.act({ kind: 'admit', by: 0, who });
          for (const by of [1, 2, 3]) await history.act({ kind: 'hear', by, count: 20 });
          for (const it of actions) await history.act(it);
          await history.settle();
          const keys = new Map<string, readonly Uint8Array[]>();
          await Promise.all(history.devices.map(async (one) => keys.set(one.name, await history.keysOf(one))));
          for (const it of history.sealed) {
            seen.written += 1;
            if (it.knew.length > 0) seen.afterRemoval += 1;
            for (const name of it.knew) expect(opens(keys.get(name) ?? [], it), `${name} reads on`).toBe(false);
          }
          const live = history.devices.filter(history.isLive);
          seen.live += live.length;
          for (const one of live) {
            expect(one.log.view().epochDue()).toBe(false);
            expect(one.sealingKey(), `${one.name} is locked out`).toBeDefined();
            expect(one.sealingKey()).toEqual(live[0]?.sealingKey());
          }
        }),
        { numRuns: 30 * soak },
      );
      // A model in which nothing happens proves nothing.
      expect(seen.afterRemoval).toBeGreaterThan(2 * soak);
      expect(seen.live).toBeGreaterThan(30 * soak);
      counted('histories of members', 30 * soak);
    },
    120_000 * soak,
  );
});
