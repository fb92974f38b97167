import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { testEngine } from '../merge/testing/test-engine.js';
import type { Engine } from '../engine/engine.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import { encodeBatch, parseBatch } from '../wire/batch-frame.js';
import { portableCrypto } from '../wire/portable-crypto.js';
import type { BatchDecision, LocalChange, Replica } from './replica.js';
import { bytesOf, createWorld, deviceId, personId, start } from './testing/world.js';

const scopeId = 'urn:srcos:workspace:garden';
const base = testEngine();
const engine = (changes: Partial<Engine['manifest']> = {}): Engine =>
  testEngine({
    manifest: { ...base.manifest, policyClass: 'high', dangerousFields: ['command'], ...changes },
    classify: ({ pointers }) => ({
      danger: pointers.includes('/command') ? 'dangerous' : 'benign',
      pointers: pointers.filter((pointer) => pointer === '/command'),
      sentence: 'It changes command.',
    }),
  });

const objectId = 'urn:srcos:note:one';
const put = (record: LocalChange['record'], more: Partial<LocalChange> = {}): LocalChange => ({
  collection: 'test',
  objectId,
  operation: 'put',
  ...(record === undefined ? {} : { record }),
  ...more,
});
const send = (replica: Replica, change: LocalChange, now: number): Uint8Array => {
  const { bytes } = replica.author([change], now);
  if (bytes === undefined) throw new Error('Nothing was authored.');
  return bytes;
};
const told = ({ decisions }: BatchDecision): string[] =>
  decisions.map(({ outcome, reasons }) => [outcome, ...reasons.map(({ detail }) => detail)].join(': '));
const same = (...replicas: readonly Replica[]): void => {
  const [first, ...others] = replicas.map((replica) => bytesToHex(canonicalBytes(replica.replicated())));
  for (const other of others) expect(other).toBe(first);
};

describe('a write from another device', () => {
  it.each(['classify', 'authorize', 'redact'] as const)(
    'on which the engine throws in %s is kept apart, and the next write of its batch is judged',
    (hook) => {
      const world = createWorld(scopeId, ['a', 'b']);
      const whole = engine();
      const broken: Engine = {
        ...whole,
        authorizes: true,
        [hook]: (...given: readonly never[]) => {
          if (JSON.stringify(given).includes('boom')) throw new Error('the rule has a fault');
          return (whole[hook] as (...values: readonly never[]) => unknown)(...given);
        },
      };
      const [a, b] = [world.replica('a', [whole]), world.replica('b', [broken])];
      const changes = [put({ title: 'boom' }), put({ title: 'x' }, { objectId: 'urn:srcos:note:two' })];
      const { bytes } = a.author(changes, start);
      expect(told(b.receive(bytes ?? new Uint8Array(), start))).toEqual(['quarantined: engine_failed', 'applied']);
      expect(b.view('test', objectId)?.record).toBeUndefined();
    },
  );

  it('on which a rule of the record’s schema throws is kept apart, and the next write of its batch is judged', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const whole = engine();
    const record = whole.record.refine((value) => {
      if (JSON.stringify(value).includes('boom')) throw new Error('the rule has a fault');
      return true;
    });
    const [a, b] = [world.replica('a', [whole]), world.replica('b', [{ ...whole, record }])];
    const changes = [put({ title: 'boom' }), put({ title: 'x' }, { objectId: 'urn:srcos:note:two' })];
    const { bytes } = a.author(changes, start);
    expect(told(b.receive(bytes ?? new Uint8Array(), start))).toEqual(['quarantined: engine_failed', 'applied']);
  });

  it('is in force at once where it is benign', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    expect(told(b.receive(send(a, put({ title: 'x' }), start), start))).toEqual(['applied']);
    expect(b.view('test', objectId)?.record).toEqual({ title: 'x' });
    same(a, b);
  });

  it('that is dangerous is replicated and not in force, until a person on another device approves', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    b.receive(send(a, put({ title: 'x' }), start), start);
    const batch = send(a, put({ title: 'x', command: 'reboot' }), start + 1);
    const received = b.receive(batch, start + 1);
    expect(told(received)).toEqual(['held: dangerous_change']);
    expect(a.view('test', objectId)?.record).toEqual({ title: 'x', command: 'reboot' });
    expect(b.view('test', objectId)?.record).toEqual({ title: 'x' });
    same(a, b);
    const write = received.decisions[0]?.writeId ?? '';
    expect(b.view('test', objectId)?.held).toEqual([write]);
    const review = world.review('b', { collection: 'test', objectId, write, writeDevice: deviceId('a') }, 'approve');
    b.receiveControl(review, start + 2);
    expect(b.decision(write)?.outcome).toBe('applied');
    expect(b.view('test', objectId)?.record).toEqual({ title: 'x', command: 'reboot' });
  });

  it('stays out of force where a person rejects it', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    b.receive(send(a, put({ title: 'x' }), start), start);
    const received = b.receive(send(a, put({ title: 'x', command: 'reboot' }), start + 1), start + 1);
    const write = received.decisions[0]?.writeId ?? '';
    const review = world.review('b', { collection: 'test', objectId, write, writeDevice: deviceId('a') }, 'reject');
    b.receiveControl(review, start + 2);
    expect(b.decision(write)?.reasons.map(({ detail }) => detail)).toEqual(['review_rejected']);
    expect(b.view('test', objectId)?.record).toEqual({ title: 'x' });
    a.receiveControl(review, start + 2);
    expect(a.view('test', objectId)?.record).toEqual({ title: 'x' });
    same(a, b);
  });

  it('that deletes many objects at once is held', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    const ids = Array.from({ length: 20 }, (_, index) => `urn:srcos:note:${index}`);
    const written = a.author(
      ids.map((id) => put({ title: id }, { objectId: id })),
      start,
    );
    b.receive(written.bytes ?? new Uint8Array(), start);
    const removed = a.author(
      ids.map((id) => put(undefined, { objectId: id, operation: 'tombstone' })),
      start + 1,
    );
    expect(new Set(told(b.receive(removed.bytes ?? new Uint8Array(), start + 1)))).toEqual(
      new Set(['held: bulk_deletion']),
    );
    expect(b.view('test', ids[0] ?? '')?.record).toEqual({ title: ids[0] });
    same(a, b);
  });
});

describe('many small deletions', () => {
  const deleted = (count: number, every: number): Replica => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    const ids = Array.from({ length: 30 }, (_, index) => `urn:srcos:note:${index}`);
    const puts = ids.map((id) => put({ title: id }, { objectId: id }));
    b.receive(a.author(puts, start).bytes ?? new Uint8Array(), start);
    ids.slice(0, count).forEach((id, index) => {
      const at = start + 1 + index * every;
      b.receive(send(a, put(undefined, { objectId: id, operation: 'delete' }), at), at);
    });
    return b;
  };
  const inForce = (replica: Replica): number =>
    [...replica.objectIds('test')].filter((id) => replica.view('test', id)?.record !== undefined).length;

  it('within an hour are held like one large one, the first of them too', () => {
    const b = deleted(30, 60_000);
    expect(inForce(b)).toBe(30);
    const held = [...b.decisions()].filter(({ reasons }) => reasons.some(({ detail }) => detail === 'bulk_deletion'));
    expect(held).toHaveLength(30);
  });

  it('are in force where they are a handful, or far apart', () => {
    expect(inForce(deleted(9, 1_000))).toBe(21);
    expect(inForce(deleted(30, 30 * 60_000))).toBe(0);
  });
});

describe('delivery', () => {
  it('in any order and repeated comes to the same', () => {
    const world = createWorld(scopeId, ['a', 'b', 'c']);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => world.replica(name, [engine({ policyClass: 'low' })])) as [
      Replica,
      Replica,
      Replica,
    ];
    const first = send(a, put({ title: '1' }), start);
    const second = send(a, put({ title: '2' }), start + 1);
    const other = send(b, put({ title: '3' }), start + 2);
    expect(told(c.receive(second, start + 3))).toEqual(['held: sequence_gap']);
    c.receive(other, start + 3);
    expect(told(c.receive(first, start + 3))).toHaveLength(2);
    expect(told(c.receive(first, start + 3))).toEqual(['superseded']);
    for (const batch of [first, second]) b.receive(batch, start + 3);
    a.receive(other, start + 3);
    same(a, b, c);
    expect(c.view('test', objectId)?.conflicts).toHaveLength(1);
  });

  it('of a payload that a relay changed rejects that write, and takes the right bytes later', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    const bytes = send(a, put({ title: 'x' }), start);
    const parsed = parseBatch(bytes);
    if (!parsed.ok) throw new Error(parsed.message);
    const [write] = parsed.value.writes;
    const payload = new Uint8Array(write?.payload ?? []);
    payload[30] = (payload[30] ?? 0) ^ 1;
    const changed = encodeBatch({ ...parsed.value, writes: [{ leaf: write?.leaf ?? payload, payload }] });
    expect(told(b.receive(changed, start))).toEqual(['rejected: payload_mismatch']);
    expect(told(b.receive(bytes, start))).toEqual(['applied']);
  });

  it('before the record that admits the device waits for it', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const early = createWorld(scopeId, ['b']);
    const [a, b] = [world.replica('a', [engine()]), early.replica('b', [engine()])];
    expect(told(b.receive(send(a, put({ title: 'x' }), start), start))).toEqual(['held: unknown_device']);
    for (const record of world.records) b.receiveControl(record, start);
    expect(b.view('test', objectId)?.record).toEqual({ title: 'x' });
  });
});

describe('authority', () => {
  it('that ends late takes back what was in force, on every device alike', () => {
    const world = createWorld(scopeId, ['a', 'b', 'c']);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => world.replica(name, [engine()])) as [Replica, Replica, Replica];
    const first = send(a, put({ title: '1' }), start);
    const second = send(a, put({ title: '2' }), start + 1);
    for (const batch of [first, second]) b.receive(batch, start + 1);
    expect(b.view('test', objectId)?.record).toEqual({ title: '2' });
    const removal = world.record({ kind: 'removal', deviceId: deviceId('a'), last: 1, keeps: [] });
    b.receiveControl(removal, start + 2);
    expect(b.view('test', objectId)?.record).toEqual({ title: '1' });
    c.receiveControl(removal, start + 2);
    for (const batch of [first, second]) c.receive(batch, start + 3);
    same(b, c);
  });

  it('that comes late lets in what waited for it', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const critical = engine({ policyClass: 'critical', mergeStrategy: 'never_merge' });
    const [a, b] = [world.replica('a', [critical]), world.replica('b', [critical])];
    expect(told(b.receive(send(a, put({ title: 'x' }), start), start))).toEqual(['quarantined: no_delegation']);
    const delegation = world.record({
      kind: 'delegation',
      to: { authorId: personId('a') },
      roles: ['write'],
      collections: ['test'],
      expires: start + 86_400_000,
      terminating: false,
    });
    b.receiveControl(delegation, start + 1);
    expect(b.view('test', objectId)?.record).toEqual({ title: 'x' });
  });

  it('of a device whose log forks ends at the fork, whichever branch came first', () => {
    const world = createWorld(scopeId, ['a', 'b', 'c']);
    const [a, twin] = [
      world.replica('a', [engine()]),
      world.replica('a', [engine()], { random: (n) => bytesOf('t').slice(0, n) }),
    ];
    const [b, c] = [world.replica('b', [engine()]), world.replica('c', [engine()])];
    const first = send(a, put({ title: '1' }), start);
    twin.receive(first, start);
    const left = send(a, put({ title: 'left' }), start + 1);
    const right = send(twin, put({ title: 'right' }), start + 1);
    for (const batch of [first, left, right]) b.receive(batch, start + 2);
    for (const batch of [first, right, left]) c.receive(batch, start + 2);
    same(b, c);
    expect(b.view('test', objectId)?.record).toEqual({ title: '1' });
    const outcomes = [...b.decisions()].filter(({ outcome }) => outcome === 'quarantined');
    expect(outcomes.map(({ reasons }) => reasons[0]?.detail)).toEqual(['author_forked', 'author_forked']);
  });

  it('of a clock too far ahead waits and does not condemn', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    const hour = 3_600_000;
    expect(told(b.receive(send(a, put({ title: 'x' }), start + hour), start))).toEqual(['held: clock_ahead']);
    expect(b.judgeAgain(start + hour).map(({ outcome }) => outcome)).toEqual(['applied']);
  });
});

describe('an author', () => {
  it('is told which changes cannot be written, and the others go', () => {
    const world = createWorld(scopeId, ['a']);
    const a = world.replica('a', [engine({ supportsTombstones: false })]);
    const authored = a.author(
      [put({ title: 'x' }), put(undefined, { operation: 'delete' }), put({ title: 'y' }, { collection: 'other' })],
      start,
    );
    expect(told(authored)).toEqual(['applied', 'rejected: tombstones_unsupported', 'rejected: unknown_collection']);
    expect(authored.bytes).toBeDefined();
  });

  it('goes on where it stopped after its own batches came back', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [a, b] = [world.replica('a', [engine()]), world.replica('b', [engine()])];
    const first = send(a, put({ title: '1' }), start);
    const again = world.replica('a', [engine()]);
    again.receive(first, start + 1);
    const second = send(again, put({ title: '2' }), start);
    for (const batch of [first, second]) b.receive(batch, start + 1);
    expect(b.view('test', objectId)?.record).toEqual({ title: '2' });
    same(again, b);
  });

  it('sends nothing that its engine redacts', () => {
    const world = createWorld(scopeId, ['a']);
    const redacting = testEngine({
      redact: (record) =>
        record.token === undefined
          ? { record, findings: [] }
          : { record: { title: record.title ?? '' }, findings: [{ pointer: '/token', kind: 'token' }] },
    });
    const a = world.replica('a', [redacting]);
    const authored = a.author([put({ title: 'x', token: 'not a real one' })], start);
    expect(authored.reasons.map(({ detail, pointer }) => [detail, pointer])).toEqual([['secret_found', '/token']]);
    expect(a.view('test', objectId)?.record).toEqual({ title: 'x' });
  });
});

it('refuses two engines that claim one collection', () => {
  expect(() => createWorld(scopeId, ['a']).replica('a', [engine(), engine()])).toThrow('collection "test"');
});

it('verifies with the primitives it is given', () => {
  const world = createWorld(scopeId, ['a', 'b']);
  const a = world.replica('a', [engine()]);
  const b = world.replica('b', [engine()], { crypto: { ...portableCrypto, verify: () => false } });
  expect(told(b.receive(send(a, put({ title: 'x' }), start), start))).toEqual(['rejected: bad_signature']);
});
