import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { changesOf } from '../engine/author-changes.js';
import { testEngine } from '../merge/testing/test-engine.js';
import type { JsonObject } from '../model/json.js';
import type { LocalChange, Replica } from '../replica/replica.js';
import { bytesOf, createWorld, deviceId, personId, secretKeyOf, start } from '../replica/testing/world.js';
import { portableCrypto as crypto } from '../wire/portable-crypto.js';
import { exportItems } from './export/items-of-batch.js';
import type { ExportedWrite } from './export/read-record-line.js';
import { verifyExport } from './export/verify-export.js';
import { exportRecords, type ExportItem } from './export.js';
import { planRollback } from './rollback.js';
import { rollbackChanges } from './rollback-changes.js';
import type { RollbackPlan, RollbackTarget } from './rollback-plan.js';

const notes = changesOf<JsonObject>({ collection: 'test' });
const idOf = (name: string): string => `urn:srcos:note:${name}`;
const base = testEngine();
const engine: Engine = testEngine({
  manifest: { ...base.manifest, policyClass: 'medium' },
  record: z.looseObject({ title: z.string() }),
  redact: ({ token, ...record }) =>
    token === undefined
      ? { record, findings: [] }
      : {
          record: { ...record, token: '[redacted]' },
          findings: token === '[redacted]' ? [] : [{ pointer: '/token', kind: 'token' }],
        },
});

/** Three devices, each of which gets at once what another writes; the batches of all, as a relay has them. */
const scene = () => {
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b', 'c']);
  const replicas = new Map(['a', 'b', 'c'].map((name) => [name, world.replica(name, [engine])]));
  const batches: Uint8Array[] = [];
  const of = (name: string): Replica => replicas.get(name) ?? expect.fail(`There is no device ${name}.`);
  return {
    batches,
    of,
    write: (name: string, at: number, ...changes: readonly LocalChange[]): void => {
      const { bytes } = of(name).author(changes, at);
      if (bytes === undefined) return;
      batches.push(bytes);
      for (const [other, replica] of replicas) if (other !== name) replica.receive(bytes, at);
    },
    record: (name: string, note: string) => of(name).view('test', idOf(note))?.record,
  };
};
type Scene = ReturnType<typeof scene>;

const actorOf = (name: string, at: number) => ({
  control: createWorld('urn:srcos:workspace:garden', ['a', 'b', 'c']).log().view(),
  authorId: personId(name),
  deviceId: deviceId(name),
  n: 1_000,
  wall: at,
});

const planOn = ({ of }: Scene, target: RollbackTarget): RollbackPlan => {
  const result = planRollback({ engine, history: of('b').history(), target, actor: actorOf('b', start + 100) });
  if (!result.ok) expect.fail(result.reasons[0]?.detail);
  return result.plan;
};

const rollBackOn = (at: Scene, target: RollbackTarget): RollbackPlan => {
  const plan = planOn(at, target);
  const { changes, stale } = rollbackChanges(plan, (objectId) => at.of('b').view('test', objectId));
  expect(stale).toEqual([]);
  at.write('b', start + 100, ...changes);
  return plan;
};

describe('a rollback by the journal that a replica keeps', () => {
  it('puts one object back to what a write left, on every device', () => {
    const at = scene();
    for (const [index, title] of ['one', 'two', 'three'].entries()) {
      at.write('a', start + index, notes.put(idOf('x'), { title }));
    }
    const writeId = at.of('b').history()[0]?.writeId ?? '';
    const plan = rollBackOn(at, { kind: 'to_write', objectId: idOf('x'), writeId });
    expect(plan.steps.map(({ from, to, undoes }) => [from, to, undoes.length])).toEqual([
      [{ title: 'three' }, { title: 'one' }, 2],
    ]);
    for (const name of ['a', 'b', 'c']) expect(at.record(name, 'x')).toEqual({ title: 'one' });
  });

  it('undoes all that a device did since a time, and lists what it leaves alone', () => {
    const at = scene();
    at.write('a', start, notes.put(idOf('kept'), { title: 'early' }));
    at.write('c', start + 1, notes.put(idOf('edited'), { title: 'of c' }), notes.put(idOf('gone'), { title: 'of c' }));
    at.write('a', start + 10, notes.put(idOf('edited'), { title: 'of a' }), notes.put(idOf('new'), { title: 'of a' }));
    at.write('a', start + 11, notes.remove(idOf('gone')), notes.put(idOf('shared'), { title: 'of a' }));
    at.write('c', start + 12, notes.put(idOf('shared'), { title: 'of c' }));
    const plan = rollBackOn(at, { kind: 'undo_device', deviceId: deviceId('a'), since: start + 10 });
    expect(plan.skipped.map(({ objectId, cause }) => [objectId, cause])).toEqual([[idOf('shared'), 'changed_later']]);
    for (const name of ['a', 'b', 'c']) {
      expect(['kept', 'edited', 'gone', 'new', 'shared'].map((note) => at.record(name, note)?.title)).toEqual([
        'early',
        'of c',
        'of c',
        undefined,
        'of c',
      ]);
    }
  });

  it('undoes what an agent did through any device', () => {
    const at = scene();
    const authorId = 'urn:srcos:agent:helper';
    at.write('a', start, notes.put(idOf('x'), { title: 'person' }));
    at.write('a', start + 1, notes.put(idOf('x'), { title: 'agent' }, { authorId }));
    at.write('c', start + 2, notes.put(idOf('y'), { title: 'agent' }, { authorId }));
    rollBackOn(at, { kind: 'undo_author', authorId, since: start });
    expect(at.record('c', 'x')).toEqual({ title: 'person' });
    expect(at.record('a', 'y')).toBeUndefined();
  });

  it('knows what a write did that came into force by a review alone', () => {
    const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
    const high = testEngine({
      manifest: { ...base.manifest, policyClass: 'high' },
      classify: ({ pointers }) => ({
        danger: pointers.includes('/command') ? 'dangerous' : 'benign',
        pointers,
        sentence: 'It.',
      }),
    });
    const [a, b] = [world.replica('a', [high]), world.replica('b', [high])];
    const bytesFrom = (record: JsonObject, at: number) =>
      a.author([notes.put(idOf('x'), record)], at).bytes ?? new Uint8Array();
    b.receive(bytesFrom({ title: 'x' }, start), start);
    const write =
      b.receive(bytesFrom({ title: 'x', command: 'reboot' }, start + 1), start + 1).decisions[0]?.writeId ?? '';
    expect(b.history()).toHaveLength(1);
    const about = { collection: 'test', objectId: idOf('x'), write, writeDevice: deviceId('a') };
    b.receiveControl(world.review('b', about, 'approve'), start + 50);
    expect(b.history().at(-1)).toMatchObject({
      writeId: write,
      arrivedAt: start + 50,
      before: { title: 'x' },
      after: { title: 'x', command: 'reboot' },
    });
  });

  it('always ends where the object is now, after a revocation too', () => {
    const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
    const [a, b] = [world.replica('a', [engine]), world.replica('b', [engine])];
    for (const [index, title] of ['one', 'two'].entries()) {
      b.receive(a.author([notes.put(idOf('x'), { title })], start + index).bytes ?? new Uint8Array(), start + index);
    }
    b.receiveControl(world.record({ kind: 'removal', deviceId: deviceId('a'), last: 1, keeps: [] }), start + 2);
    expect(b.history().at(-1)?.after).toEqual({ title: 'one' });
    expect(b.view('test', idOf('x'))?.record).toEqual({ title: 'one' });
  });
});

/** What device b exports of all batches. */
const exported = ({ batches }: Scene): readonly string[] => {
  const records: ExportItem[] = [];
  for (const batch of batches) {
    const items = exportItems({ crypto, batch, collection: 'test', scopeKey: (scope) => bytesOf(`${scope} key`) });
    if (!items.ok) expect.fail(items.message);
    records.push(...items.value);
  }
  const result = exportRecords({
    engine,
    actor: actorOf('b', start + 200),
    secretKey: secretKeyOf('b'),
    crypto,
    exportedAt: start + 200,
    records,
  });
  return result.ok ? [...result.lines] : expect.fail(result.reasons[0]?.detail);
};

describe('an export of what replicas wrote', () => {
  const at = scene();
  at.write(
    'a',
    start,
    notes.put(idOf('x'), { title: 'one' }),
    notes.put(idOf('y'), { title: 'two', token: 'hunter2' }),
  );
  at.write('c', start + 1, notes.patch(idOf('x'), { title: 'three' }), notes.remove(idOf('y')));
  const lines = exported(at);
  const keys = new Map(['a', 'b', 'c'].map((name) => [deviceId(name), crypto.publicKey(secretKeyOf(name))]));

  it('is read back without any replica, every write under the key of its author', () => {
    const writes: ExportedWrite[] = [];
    const verdict = verifyExport({
      lines,
      crypto,
      deviceKey: (id) => keys.get(id),
      onRecord: (write) => void writes.push(write),
    });
    expect(verdict).toMatchObject({ ok: true, value: { records: 4 } });
    expect(writes.map(({ header, record }) => [header.operation, record?.title])).toEqual([
      ['put', 'one'],
      ['put', 'two'],
      ['patch', 'three'],
      ['delete', undefined],
    ]);
  });

  it('holds no secret: what redaction took out never entered a batch', () => {
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  it('that was changed anywhere is refused', () => {
    for (const [index, line] of lines.entries()) {
      const changed = [...lines];
      changed[index] = line.replace(/garden|three|two|one/, 'zzz');
      if (changed[index] === line) changed.splice(index, 1);
      expect(verifyExport({ lines: changed, crypto, deviceKey: (id) => keys.get(id) }).ok).toBe(false);
    }
  });
});

describe('a tombstone', () => {
  it('takes the object out of force everywhere, and a concurrent edit beats it', () => {
    const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
    const [a, b] = [world.replica('a', [engine]), world.replica('b', [engine])];
    const write = (replica: Replica, change: LocalChange, now: number) =>
      replica.author([change], now).bytes ?? new Uint8Array();
    for (const name of ['x', 'y']) b.receive(write(a, notes.put(idOf(name), { title: name }), start), start);
    b.receive(write(a, { collection: 'test', objectId: idOf('x'), operation: 'tombstone' }, start + 1), start + 1);
    expect(b.view('test', idOf('x'))?.record).toBeUndefined();
    const gone = write(a, notes.remove(idOf('y')), start + 2);
    const edit = write(b, notes.put(idOf('y'), { title: 'edited' }), start + 2);
    a.receive(edit, start + 3);
    b.receive(gone, start + 3);
    for (const replica of [a, b]) {
      expect(replica.view('test', idOf('y'))?.record).toEqual({ title: 'edited' });
      expect(replica.view('test', idOf('y'))?.conflicts[0]?.kind).toMatch(/^(delete-update|update-delete)$/);
    }
  });
});
