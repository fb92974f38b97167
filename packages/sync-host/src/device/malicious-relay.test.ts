import { bytesToHex } from '@noble/hashes/utils.js';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { canonicalBytes, encodeBatch, hashName, parseBatch } from '@sourceos/sync-kernel/wire';
import { describe, expect, it } from 'vitest';
import { done } from '../failure.js';
import type { RelayEntry, SignedHead } from '../relay-client/protocol.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { createCheating } from '../testing/cheating.js';
import { createHostWorld, seeded, start, valueOf, type Host } from '../testing/host-world.js';
import { createMemoryRelay, proofOf, type MemoryRelay } from '../testing/memory-relay.js';
import { note } from '../testing/notes-engine.js';

const secretKey = new Uint8Array(32).fill(7);

/** Ada and Bob synced; Ada wrote and sent two batches that Bob did not fetch yet, and his relay may cheat from now on. */
const scene = async () => {
  const world = createHostWorld();
  const now = () => start;
  const relay = createMemoryRelay({ secretKey, now });
  const bobs = createCheating(relay);
  const adas = createCheating(relay);
  const bobStore = createMemoryStore();
  const bobKeys = await world.keyring('bob', bobStore);
  const ada = await world.first('ada', { transport: adas.transport, now }, [bobKeys]);
  const bob = await world.join('bob', { transport: bobs.transport, now, store: bobStore });
  valueOf(await ada.scope.sync());
  valueOf(await bob.scope.sync());
  for (const name of ['a', 'b']) {
    valueOf(ada.scope.write([note(name, 'secret words')]));
    valueOf(await ada.scope.sync());
  }
  const { scopeId } = world;
  const entries = () => relay.log(scopeId)?.entries ?? [];
  return { world, relay, bobs, adas, ada, bob, scopeId, entries };
};
type Scene = Awaited<ReturnType<typeof scene>>;

/** What Bob has in force and durable: what a cheating relay must not change. */
const stateOf = ({ scope, store }: Host, scopeId: string) => {
  const entries: string[] = [];
  valueOf(store.load(scopeId, (it) => entries.push('hash' in it ? it.hash : 'snapshot')));
  return { replicated: scope.replica.replicated(), entries };
};
const nothingApplied = async ({ bob, scopeId }: Scene, cheated: () => Promise<unknown>) => {
  const before = stateOf(bob, scopeId);
  const result = await cheated();
  expect(stateOf(bob, scopeId)).toEqual(before);
  return result;
};
/** Bob's pages are changed after the relay signed the head of the honest log. */
const pagesOf = ({ bobs }: Scene, change: (entries: readonly RelayEntry[]) => readonly RelayEntry[]) => {
  bobs.cheat = (honest) => ({
    entries: async (...request) => {
      const answer = await honest.entries(...request);
      return answer.ok ? done({ ...answer.value, entries: change(answer.value.entries) }) : answer;
    },
  });
};
/** Bob is served another log as if it were the scope's, and what he sends goes there. */
const logOf = ({ bobs, bob, relay, scopeId }: Scene, given: readonly RelayEntry[]) => {
  const log = [...given];
  bobs.cheat = () => ({
    append: (_token, _scope, sent) => {
      const entries = sent.map(({ kind, bytes }, index): RelayEntry => {
        const sequence = log.length + index + 1;
        return withBytes({ sequence, kind, deviceId: bob.keyring.deviceId, hash: '', bytes }, bytes);
      });
      log.push(...entries);
      const receipts = entries.map((entry) => relay.receiptOf(scopeId, entry));
      return Promise.resolve(done({ receipts, head: relay.headOf(scopeId, log) }));
    },
    entries: (_token, _scope, after, limit) =>
      Promise.resolve(done({ head: relay.headOf(scopeId, log), entries: log.slice(after, after + limit) })),
    head: (_token, _scope, from) =>
      Promise.resolve(done({ head: relay.headOf(scopeId, log), proof: proofOf(log, from) })),
  });
};
const renumbered = (entries: readonly RelayEntry[]) => entries.map((it, index) => ({ ...it, sequence: index + 1 }));
const withBytes = (entry: RelayEntry, bytes: Uint8Array): RelayEntry => {
  return { ...entry, bytes, hash: hashName(crypto.sha256(bytes)) };
};
const tampered = (entry: RelayEntry): RelayEntry => {
  const bytes = Uint8Array.from(entry.bytes ?? []);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  return withBytes(entry, bytes);
};
const isVerified = (relay: MemoryRelay, { signature, ...signed }: SignedHead) =>
  crypto.verify(relay.publicKey, canonicalBytes(signed), Buffer.from(signature, 'base64url'));

describe('a relay that', () => {
  it('tampers with an entry is caught by the head that it signed', async () => {
    const at = await scene();
    pagesOf(at, (entries) => entries.map((it, index) => (index === 0 ? tampered(it) : it)));
    const result = await nothingApplied(at, at.bob.scope.sync);
    expect(result).toMatchObject({ ok: false, code: 'heads_contradict' });
    expect(at.bob.scope.connection()).toMatchObject({ relayTrust: 'heads_contradict' });
    expect(at.bob.scope.connection().evidence?.heads.every((head) => isVerified(at.relay, head))).toBe(true);
  });

  it('tampers with a batch and signs a log with it brings nothing into effect', async () => {
    const at = await scene();
    const log = at.entries().map((it) => (it.sequence === 5 ? tampered(it) : it));
    logOf(at, log);
    valueOf(await at.bob.scope.sync());
    expect(at.bob.scope.replica.view('test.notes', 'urn:srcos:note:a')).toBeUndefined();
  });

  it('drops an entry and closes the gap is caught by the head', async () => {
    const at = await scene();
    pagesOf(at, (entries) => entries.slice(1).map((it) => ({ ...it, sequence: it.sequence - 1 })));
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ ok: false });
    expect(at.bob.scope.connection().relayTrust).toBe('heads_contradict');
  });

  it('drops an entry and leaves the gap is caught by the numbers', async () => {
    const at = await scene();
    pagesOf(at, (entries) => entries.slice(1));
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'entries_contradict' });
  });

  it('drops a batch from a log that it signs anew leaves the next one waiting for it', async () => {
    const at = await scene();
    // Before Bob was shown a head with it: only the batches' own chain tells.
    const log = renumbered(at.entries().filter(({ sequence }) => sequence !== 5));
    logOf(at, log);
    valueOf(await at.bob.scope.sync());
    expect([...at.bob.scope.replica.objectIds('test.notes')]).toEqual([]);
  });

  it('reorders entries is caught by numbers or head', async () => {
    const at = await scene();
    pagesOf(at, (entries) => entries.toReversed());
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'entries_contradict' });
    pagesOf(at, (entries) =>
      entries.toReversed().map((it, index) => ({ ...it, sequence: entries[index]?.sequence ?? 0 })),
    );
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'heads_contradict' });
  });

  it('replays an entry is caught, and where it signs the replay nothing happens twice', async () => {
    const at = await scene();
    pagesOf(at, (entries) => [...entries, ...entries]);
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'entries_contradict' });
    at.bobs.cheat = () => ({});
    valueOf(await at.bob.scope.sync());
    const honest = at.entries();
    const batches = honest.filter(({ kind }) => kind === 'batch');
    logOf(at, renumbered([...honest, ...batches, ...batches]));
    const before = stateOf(at.bob, at.scopeId);
    const again = valueOf(await at.bob.scope.sync());
    expect(again).toMatchObject({ received: 0, decisions: [] });
    expect(stateOf(at.bob, at.scopeId)).toEqual(before);
  });

  it('replays an old head shows as stale, and takes nothing back', async () => {
    const at = await scene();
    valueOf(await at.bob.scope.sync());
    const old = at.relay.headOf(at.scopeId, at.entries());
    at.bobs.cheat = () => ({ entries: () => Promise.resolve(done({ head: old, entries: [] })) });
    const later = await at.world.open('bob', {
      transport: at.bobs.transport,
      store: at.bob.store,
      now: () => start + 3_600_000,
    });
    valueOf(await later.scope.sync());
    expect(later.scope.connection()).toMatchObject({ head: 'stale', relayTrust: 'trusted' });
  });

  it('rolls its log back is named with both heads, and stays so after a restart', async () => {
    const at = await scene();
    valueOf(await at.bob.scope.sync());
    logOf(at, at.entries().slice(0, 3));
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'heads_contradict' });
    const again = await at.world.open('bob', { transport: at.bobs.transport, store: at.bob.store });
    const { relayTrust, evidence } = again.scope.connection();
    expect(relayTrust).toBe('heads_contradict');
    expect(evidence?.heads.map(({ size }) => size)).toEqual([expect.any(Number), 3]);
    expect(evidence?.heads.every((head) => isVerified(at.relay, head))).toBe(true);
    // Honest again, it is not trusted by itself; a person does.
    at.bobs.cheat = () => ({});
    expect(await again.scope.sync()).toMatchObject({ code: 'heads_contradict' });
    valueOf(again.scope.trustRelay());
    valueOf(await again.scope.sync());
    expect(again.scope.connection()).toMatchObject({ relayTrust: 'trusted', head: 'fresh' });
  });

  it('shows two devices two logs is found out when a head of one reaches the other', async () => {
    const at = await scene();
    valueOf(await at.bob.scope.sync());
    const common = at.entries();
    // Ada goes on, on the log that Bob does not see.
    valueOf(at.ada.scope.write([note('hidden', 'not for Bob')]));
    valueOf(await at.ada.scope.sync());
    const adas = at.relay.headOf(at.scopeId, at.entries());
    const device = at.ada.keyring.deviceId;
    const forked = withBytes(
      { sequence: common.length + 1, kind: 'gossip', deviceId: device, hash: '', bytes: undefined },
      canonicalBytes({ ...adas }),
    );
    logOf(at, [...common, forked]);
    expect(await at.bob.scope.sync()).toMatchObject({ ok: false, code: 'heads_contradict' });
    const { evidence, relayTrust } = at.bob.scope.connection();
    expect(relayTrust).toBe('heads_contradict');
    const heads = evidence?.heads ?? [];
    expect(heads.map(({ size }) => size)).toEqual([common.length + 1, common.length + 1]);
    expect(new Set(heads.map(({ root }) => root)).size).toBe(2);
    expect(heads.every((head) => isVerified(at.relay, head))).toBe(true);
    expect(at.bob.scope.replica.view('test.notes', 'urn:srcos:note:hidden')).toBeUndefined();
  });

  it('cannot prove that its log continues an older head of another device is named with both', async () => {
    const at = await scene();
    valueOf(await at.bob.scope.sync());
    const common = at.entries();
    const other = [...common.slice(0, 4), tampered(common[4] ?? common[0] ?? expect.fail())];
    const split = at.relay.headOf(at.scopeId, other.slice(0, 5));
    const gossip = withBytes(
      { sequence: common.length + 1, kind: 'gossip', deviceId: at.ada.keyring.deviceId, hash: '', bytes: undefined },
      canonicalBytes({ ...split }),
    );
    const more = { ...gossip, sequence: common.length + 2 };
    logOf(at, [...common, gossip, withBytes(more, canonicalBytes({}))]);
    expect(await at.bob.scope.sync()).toMatchObject({ code: 'heads_contradict' });
    expect(at.bob.scope.connection().evidence?.heads).toHaveLength(2);
  });

  it('has another key than was pinned is not talked to', async () => {
    const at = await scene();
    const other = createMemoryRelay({ secretKey: new Uint8Array(32).fill(8), now: () => start });
    at.relay.endSessions();
    at.bobs.cheat = () => other.transport();
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'relay_key_changed' });
    expect(at.bob.scope.connection().relayTrust).toBe('key_changed');
    // A request in the old session, and who it is.
    expect(other.requests()).toBe(2);
  });

  it('signs with another key than was pinned is not believed', async () => {
    const at = await scene();
    const other = createMemoryRelay({ secretKey: new Uint8Array(32).fill(8), now: () => start });
    const log = at.entries();
    at.bobs.cheat = () => ({
      entries: (_token, _scope, after) =>
        Promise.resolve(done({ head: other.headOf(at.scopeId, log), entries: log.slice(after) })),
    });
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'relay_key_changed' });
  });

  it('forges a member, or a root, admits nobody', async () => {
    const at = await scene();
    const mallory = await at.world.keyring('mallory', createMemoryStore());
    const own = seeded('mallory')(32);
    const forged = [
      at.world.record(
        {
          kind: 'member',
          deviceId: mallory.deviceId,
          personId: mallory.personId,
          signingKey: bytesToHex(mallory.signingKey),
          sealingKey: bytesToHex(mallory.sealingKey),
          since: start,
        },
        [own],
      ),
      at.world.record({ kind: 'removal', deviceId: at.ada.keyring.deviceId, last: 0, keeps: [] }, [own]),
    ];
    const log = renumbered([
      ...at.entries().slice(0, 4),
      ...forged.map((bytes) => withBytes({ ...(at.entries()[1] ?? expect.fail()) }, bytes)),
      ...at.entries().slice(4),
    ]);
    logOf(at, log);
    valueOf(await at.bob.scope.sync());
    expect(at.bob.scope.control().deviceKey(mallory.deviceId)).toBeUndefined();
    expect(at.bob.scope.control().membership(at.ada.keyring.deviceId, 1)).toBeUndefined();
  });

  it('swaps an epoch for one of its own gives a key that nobody takes', async () => {
    const at = await scene();
    const own = seeded('mallory')(32);
    const members = [at.ada.keyring.deviceId, at.bob.keyring.deviceId];
    const swapped = at.world.record(
      { kind: 'epoch', epoch: 2, members, commitment: hashName(crypto.sha256(own)), wraps: {} },
      [own],
    );
    const place = at.entries()[1] ?? expect.fail();
    logOf(at, renumbered([...at.entries(), withBytes(place, swapped)]));
    valueOf(await at.bob.scope.sync());
    expect(at.bob.scope.control().epoch()).toBe(1);
    expect(at.bob.keyring.scopeKeys(at.scopeId, 2)).toEqual([]);
    expect(valueOf(at.bob.scope.write([note('c', 'under the old key')])).decisions[0]?.outcome).toBe('applied');
  });

  it('puts another scope’s batch into the log has it change nothing', async () => {
    const at = await scene();
    const other = createHostWorld('elsewhere');
    const honest = createMemoryRelay({ name: 'two', secretKey, now: () => start });
    const ada = await other.first('ada', { transport: honest.transport });
    valueOf(ada.scope.write([note('x', 'from elsewhere')]));
    valueOf(await ada.scope.sync());
    const batch = honest.log(other.scopeId)?.entries.find(({ kind }) => kind === 'batch') ?? expect.fail();
    logOf(at, renumbered([...at.entries(), batch]));
    valueOf(await at.bob.scope.sync());
    expect(at.bob.scope.replica.view('test.notes', 'urn:srcos:note:x')).toBeUndefined();
    expect(valueOf(at.bob.store.lastDot(at.scopeId, ada.keyring.deviceId))).toBe(2);
  });

  it('changes what a batch says without its key is refused at the signature', async () => {
    const at = await scene();
    const entry = at.entries().find(({ kind }) => kind === 'batch') ?? expect.fail();
    const parsed = valueOf(parseOf(entry));
    const forged = encodeBatch({
      ...parsed,
      signature: parsed.signature.map((byte, index) => (index === 3 ? byte ^ 1 : byte)),
    });
    logOf(at, renumbered([...at.entries().slice(0, 4), withBytes(entry, forged)]));
    const { decisions } = valueOf(await at.bob.scope.sync());
    expect(decisions).toMatchObject([{ outcome: 'rejected', reasons: [{ code: 'signature_invalid' }] }]);
    expect([...at.bob.scope.replica.objectIds('test.notes')]).toEqual([]);
  });

  it('withholds what it signed shows as stale and is no proof of anything', async () => {
    const at = await scene();
    pagesOf(at, () => []);
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'entries_withheld' });
    expect(at.bob.scope.connection()).toMatchObject({ head: 'stale', relayTrust: 'trusted', incoming: 2 });
    at.bobs.cheat = () => ({});
    expect(valueOf(await at.bob.scope.sync()).received).toBe(2);
    expect(at.bob.scope.connection()).toMatchObject({ head: 'fresh', incoming: 0 });
  });

  it('gives a receipt and keeps nothing is caught at the place that it promised', async () => {
    const at = await scene();
    valueOf(await at.bob.scope.sync());
    const log = at.entries();
    valueOf(at.bob.scope.write([note('mine', 'to be lost')]));
    const other = { ...(log[4] ?? expect.fail()), sequence: log.length + 1 };
    at.bobs.cheat = () => ({
      append: (_token, _scope, sent) => {
        const [bytes] = sent.map((it) => it.bytes);
        const entry = withBytes({ ...other, kind: 'batch' }, bytes ?? new Uint8Array());
        return Promise.resolve(
          done({ receipts: [at.relay.receiptOf(at.scopeId, entry)], head: at.relay.headOf(at.scopeId, log) }),
        );
      },
      entries: (_token, _scope, after) =>
        Promise.resolve(
          done({ head: at.relay.headOf(at.scopeId, [...log, other]), entries: [...log, other].slice(after) }),
        ),
    });
    expect(await at.bob.scope.sync()).toMatchObject({ code: 'heads_contradict' });
    expect(at.bob.scope.connection().evidence?.message).toContain('receipt');
  });

  it('gives a receipt for something else does not empty the outbox', async () => {
    const at = await scene();
    valueOf(await at.bob.scope.sync());
    valueOf(at.bob.scope.write([note('mine', 'to be kept')]));
    const log = at.entries();
    at.bobs.cheat = () => ({
      append: () =>
        Promise.resolve(
          done({
            receipts: [at.relay.receiptOf(at.scopeId, log[4] ?? expect.fail())],
            head: at.relay.headOf(at.scopeId, log),
          }),
        ),
    });
    expect(await nothingApplied(at, at.bob.scope.sync)).toMatchObject({ code: 'receipt_invalid' });
    expect(at.bob.scope.connection().outgoing).toBe(1);
    at.bobs.cheat = () => ({});
    expect(valueOf(await at.bob.scope.sync()).sent).toBe(1);
  });

  it('feeds without end is left when the device stops, with nothing of it kept', async () => {
    const at = await scene();
    valueOf(await at.bob.scope.sync());
    const before = stateOf(at.bob, at.scopeId);
    const log = [...at.entries()];
    const junk = (sequence: number): RelayEntry => {
      const bytes = crypto.sha256(canonicalBytes({ sequence }));
      const kind = (['control', 'sealed-control', 'batch', 'gossip'] as const)[sequence % 4] ?? 'gossip';
      return withBytes({ sequence, kind, deviceId: 'urn:srcos:device:x', hash: '', bytes }, bytes);
    };
    let pages = 0;
    at.bobs.cheat = () => ({
      entries: async (_token, _scope, after) => {
        pages += 1;
        if (pages === 40) void at.bob.device.close();
        await new Promise((resolve) => setImmediate(resolve));
        // There is always more than it sends.
        while (log.length < after + 8) log.push(junk(log.length + 1));
        return done({ head: at.relay.headOf(at.scopeId, log), entries: log.slice(after, after + 4) });
      },
      head: (_token, _scope, from) =>
        Promise.resolve(done({ head: at.relay.headOf(at.scopeId, log), proof: proofOf(log, from) })),
    });
    await at.bob.scope.sync();
    expect(pages).toBe(40);
    expect(stateOf(at.bob, at.scopeId).entries).toEqual(before.entries);
    expect(valueOf(at.bob.store.quarantine(at.scopeId))).toEqual([]);
  });
});

const parseOf = (entry: RelayEntry) => {
  const parsed = parseBatch(entry.bytes ?? new Uint8Array());
  return parsed.ok ? done(parsed.value) : expect.fail();
};
