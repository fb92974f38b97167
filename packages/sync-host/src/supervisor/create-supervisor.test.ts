import type { Engine, JsonObject, PolicyView } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../testing/host-world.js';
import { note, notesEngine } from '../testing/notes-engine.js';
import { createStage, synced } from './testing/supervised.js';

/** A second engine of the same kind, with hooks of its own. */
const other = (hooks: Partial<Engine> = {}): Engine => ({
  ...notesEngine,
  manifest: { ...notesEngine.manifest, engineId: 'sourceos.sync.lists', collection: 'test.lists' },
  ...hooks,
});
const entry = (name: string, body: string, more: JsonObject = {}) => ({
  ...note(name, body, more),
  collection: 'test.lists',
  objectId: `urn:srcos:list:${name}`,
});
const notes = notesEngine.manifest.engineId;
const lists = 'sourceos.sync.lists';

const pair = async (engines: readonly Engine[], bobEngines = engines) => {
  const stage = createStage({ engines });
  const bobs = await stage.enrolled('bob');
  const ada = await stage.first('ada', [bobs.keyring]);
  const bob = await stage.join('bob', { engines: bobEngines, store: bobs.store });
  await synced(ada, bob);
  return { ...stage, ada, bob };
};

describe('the supervisor', () => {
  it('tells what was queued, sent, received and decided, engine by engine', async () => {
    const { ada, bob } = await pair([notesEngine, other()]);
    valueOf(ada.supervisor.write(notes, [note('a', 'one'), note('b', 'two')]));
    valueOf(ada.supervisor.write(lists, [entry('a', 'three')]));
    expect(ada.status(notesEngine).scopes[0]?.facts.outgoing).toBe(2);
    expect(ada.status(other()).scopes[0]?.facts.outgoing).toBe(1);
    await synced(ada, bob);
    const told = (events: typeof ada.events, kind: string) =>
      events.flatMap((event) =>
        event.kind === kind && 'writes' in event ? [[event.engineId, event.writes] as const] : [],
      );
    expect(told(ada.events, 'queued')).toEqual([
      [notes, 2],
      [lists, 1],
    ]);
    expect(told(ada.events, 'sent')).toEqual(
      expect.arrayContaining([
        [notes, 2],
        [lists, 1],
      ]),
    );
    expect(told(bob.events, 'received')).toEqual([
      [notes, 2],
      [lists, 1],
    ]);
    expect(bob.events.filter(({ kind }) => kind === 'decided')).toHaveLength(2);
  });

  it('leaves an engine that throws alone for a while, and the others go on', async () => {
    let broken = true;
    const throwing = other({
      redact: (record) => {
        if (broken) throw new RangeError('a bug, with hunter2 in its message');
        return { record, findings: [] };
      },
    });
    const { ada, bob, time } = await pair([notesEngine, throwing], [notesEngine, other()]);
    const refused = ada.supervisor.write(lists, [entry('a', 'one')]);
    expect(refused).toMatchObject({ ok: false, code: 'engine_failed' });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
    expect(ada.supervisor.write(lists, [entry('a', 'one')])).toMatchObject({ ok: false, code: 'backing_off' });
    expect(ada.status(throwing)).toMatchObject({ state: 'degraded', retryAt: expect.any(Number) as number });
    valueOf(ada.supervisor.write(notes, [note('a', 'the others go on')]));
    await synced(ada, bob);
    expect(ada.status(notesEngine).state).not.toBe('degraded');
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'the others go on' });
    broken = false;
    await time.pass(1_000);
    valueOf(ada.supervisor.write(lists, [entry('a', 'mended')]));
    expect(ada.status(throwing).state).not.toBe('degraded');
  });

  it('keeps what cannot be written yet in the queue of its engine, in order, until it can', async () => {
    let broken = true;
    const throwing = other({
      redact: (record) => {
        if (broken) throw new RangeError('a bug');
        return { record, findings: [] };
      },
    });
    const { ada, time } = await pair([notesEngine, throwing], [notesEngine, other()]);
    const first = ada.supervisor.submit(lists, [entry('a', 'one')]);
    const second = ada.supervisor.submit(lists, [entry('a', 'two')]);
    expect(ada.status(throwing).waiting).toBe(2);
    valueOf(await ada.supervisor.submit(notes, [note('a', 'at once')]));
    broken = false;
    await time.pass(1_000);
    expect([(await first).ok, (await second).ok]).toEqual([true, true]);
    expect(ada.scope.replica.view('test.lists', 'urn:srcos:list:a')?.record).toEqual({ body: 'two' });
    expect(ada.status(throwing).waiting).toBe(0);
  });

  it('gives a change back on which its engine fails for good, and what waits when it stops', async () => {
    const throwing = other({
      redact: () => {
        throw new RangeError('a bug');
      },
    });
    const { ada, time } = await pair([throwing], [other()]);
    const failing = ada.supervisor.submit(lists, [entry('a', 'one')]);
    await time.pass(3_600_000);
    expect(await failing).toMatchObject({ ok: false, code: 'engine_failed' });
    const waiting = ada.supervisor.submit(lists, [entry('a', 'two')]);
    ada.supervisor.stop();
    expect(await waiting).toMatchObject({ ok: false, code: 'stopped' });
  });

  it('keeps a write apart on which a rule throws, and judges it again by itself', async () => {
    let broken = true;
    const throwing = other({
      authorizeWrite: () => {
        if (broken) throw new RangeError('a bug');
        return [];
      },
    });
    const { ada, bob, time } = await pair([other()], [throwing]);
    bob.supervisor.start();
    await time.pass(0);
    valueOf(ada.supervisor.write(lists, [entry('a', 'one')]));
    await synced(ada, bob);
    expect(bob.status(throwing).state).toBe('quarantined');
    expect(bob.status(throwing).scopes[0]?.facts.errors.count).toBe(1);
    expect(bob.supervisor.write(lists, [entry('b', 'is not refused by it')]).ok).toBe(true);
    broken = false;
    await time.pass(10_000);
    expect(bob.scope.replica.view('test.lists', 'urn:srcos:list:a')?.record).toEqual({ body: 'one' });
    expect(bob.status(throwing).scopes[0]?.facts).toMatchObject({ errors: { count: 0 }, quarantine: { count: 0 } });
    bob.supervisor.stop();
  });

  it('syncs by itself once started, and stops', async () => {
    const { ada, bob, time } = await pair([notesEngine]);
    ada.supervisor.start();
    bob.supervisor.start();
    await time.pass(0);
    valueOf(ada.supervisor.write(notes, [note('a', 'by itself')]));
    await time.pass(120_000);
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'by itself' });
    expect(ada.status(notesEngine).state).toBe('healthy');
    ada.supervisor.stop();
    bob.supervisor.stop();
    valueOf(ada.supervisor.write(notes, [note('b', 'not sent')]));
    await time.pass(600_000);
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:b')).toBeUndefined();
  });

  it('asks a relay that fails ever more seldom, and says when it tries again', async () => {
    const { ada, relay, time } = await pair([notesEngine]);
    ada.supervisor.start();
    await time.pass(0);
    relay.fault = { ok: false, code: 'relay_unreachable', message: 'away' };
    await time.pass(3_600_000);
    const failures = ada.events.filter((event) => event.kind === 'failed' && event.code === 'relay_unreachable');
    expect(failures.length).toBeGreaterThan(8);
    expect(failures.length).toBeLessThan(40);
    expect(ada.status(notesEngine).state).toBe('relay_unreachable');
    relay.fault = undefined;
    await time.pass(300_000);
    expect(ada.status(notesEngine).state).toBe('healthy');
    ada.supervisor.stop();
  });

  it('runs an engine when it is enabled, with what came before', async () => {
    const off = { ...other(), manifest: { ...other().manifest, defaultEnabled: false } };
    const { ada, bob } = await pair([notesEngine, other()], [notesEngine, off]);
    valueOf(ada.supervisor.write(lists, [entry('a', 'before it ran'), entry('b', 'planned', { plan: 'danger' })]));
    await synced(ada, bob);
    expect(bob.status(off).state).toBe('engine_disabled');
    expect(bob.supervisor.write(lists, [entry('c', 'no')])).toMatchObject({ ok: false, code: 'engine_disabled' });
    const preview = valueOf(bob.supervisor.preview(lists));
    expect(preview).toMatchObject({ counts: { applied: 2, held: 0, quarantined: 0 }, objects: 2, omitted: 0 });
    expect(preview.writes).toHaveLength(2);
    expect(bob.scope.replica.view('test.lists', 'urn:srcos:list:a')).toBeUndefined();
    expect(valueOf(bob.supervisor.preview(lists, undefined, 1))).toMatchObject({ omitted: 1 });
    valueOf(await bob.supervisor.enable(lists));
    expect(bob.scope.replica.view('test.lists', 'urn:srcos:list:a')?.record).toEqual({ body: 'before it ran' });
    expect(bob.status(off).scopes[0]?.facts.quarantine.count).toBe(0);
    valueOf(await bob.supervisor.disable(lists));
    expect(bob.scope.replica.view('test.lists', 'urn:srcos:list:a')).toBeUndefined();
    valueOf(bob.supervisor.write(notes, [note('a', 'the others go on')]));
  });

  it('writes nothing of a local-only engine into a scope that has a relay', async () => {
    const { ada } = await pair([notesEngine, other()]);
    valueOf(ada.supervisor.setLocalOnly(lists, true));
    expect(ada.status(other()).state).toBe('local_only');
    expect(ada.supervisor.write(lists, [entry('a', 'no')])).toMatchObject({ ok: false, code: 'local_only' });
    valueOf(ada.supervisor.write(notes, [note('a', 'the others go on')]));
    valueOf(ada.scope.setRelay(undefined));
    valueOf(ada.supervisor.write(lists, [entry('a', 'here')]));
  });

  it('sends nothing while sync is off for the profile, and all of it afterwards', async () => {
    const { ada, bob } = await pair([notesEngine]);
    valueOf(ada.supervisor.setProfileEnabled(false));
    valueOf(ada.supervisor.write(notes, [note('a', 'kept')]));
    expect(await ada.supervisor.sync(ada.scope.scopeId)).toMatchObject({ ok: false, code: 'sync_off' });
    expect(ada.supervisor.status().host.state).toBe('disabled');
    valueOf(ada.supervisor.setProfileEnabled(true));
    await synced(ada, bob);
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'kept' });
  });

  it('writes and sends nothing that policy blocks, or over a network that policy distrusts', async () => {
    const stage = createStage({ engines: [notesEngine] });
    let denied = 'sync.test.notes.run';
    const policy: PolicyView = {
      evaluate: ({ capability }) => ({
        effect: capability === denied ? 'deny' : 'allow',
        byDefault: false,
        because: '',
      }),
    };
    const ada = await stage.first('ada', [], { more: { policy } });
    const { scopeId } = stage.world;
    const write = () => ada.supervisor.write(notes, [note('a', 'one')]);
    const sync = () => ada.supervisor.sync(scopeId);
    expect([write(), await sync()]).toMatchObject([{ code: 'policy_blocked' }, { code: 'sync_off' }]);
    denied = 'sync.test.notes.relay';
    expect([write(), await sync()]).toMatchObject([{ code: 'local_only' }, { code: 'sync_off' }]);
    denied = 'sync.network.use';
    expect([write().ok, await sync()]).toMatchObject([true, { code: 'sync_off' }]);
    expect(stage.relay.requests()).toBe(0);
    denied = '';
    expect((await sync()).ok).toBe(true);
  });

  it('takes no more changes than its queue holds', async () => {
    const throwing = other({
      redact: () => {
        throw new RangeError('a bug');
      },
    });
    const stage = createStage({ engines: [throwing] });
    const ada = await stage.first('ada');
    const waiting = Array.from({ length: 1_000 }, (_, n) => ada.supervisor.submit(lists, [entry(String(n), 'x')]));
    expect(await ada.supervisor.submit(lists, [entry('more', 'x')])).toMatchObject({ ok: false, code: 'queue_full' });
    expect(ada.status(throwing).waiting).toBe(1_000);
    ada.supervisor.stop();
    expect((await Promise.all(waiting)).every((result) => !result.ok && result.code === 'stopped')).toBe(true);
  });

  it('follows no feed any more from the moment that sync is switched off', async () => {
    const { ada, bob, time } = await pair([notesEngine]);
    bob.supervisor.start();
    await time.pass(0);
    const at = (name: string) => bob.scope.replica.view('test.notes', `urn:srcos:note:${name}`)?.record;
    valueOf(ada.supervisor.write(notes, [note('a', 'hinted at')]));
    await synced(ada);
    await time.pass(0);
    expect(at('a')).toEqual({ body: 'hinted at' });
    valueOf(bob.supervisor.setProfileEnabled(false));
    valueOf(ada.supervisor.write(notes, [note('b', 'not fetched')]));
    await synced(ada);
    await time.pass(600_000);
    expect(at('b')).toBeUndefined();
    valueOf(bob.supervisor.setProfileEnabled(true));
    await time.pass(0);
    expect(at('b')).toEqual({ body: 'not fetched' });
    bob.supervisor.stop();
  });

  it('has no engine of a name that nobody gave it', async () => {
    const { ada } = await pair([notesEngine]);
    const code = { ok: false, code: 'unknown_engine' };
    expect(ada.supervisor.write('x', [])).toMatchObject(code);
    expect(await ada.supervisor.submit('x', [])).toMatchObject(code);
    expect(await ada.supervisor.enable('x')).toMatchObject(code);
    expect(ada.supervisor.setLocalOnly('x', true)).toMatchObject(code);
    expect(await ada.supervisor.assign('x', [])).toMatchObject(code);
    expect(ada.supervisor.preview('x')).toMatchObject(code);
    expect(await ada.supervisor.sync('urn:srcos:workspace:none')).toMatchObject({ ok: false, code: 'unknown_scope' });
  });

  it('runs an engine in the scopes that were chosen for it', async () => {
    const { ada } = await pair([notesEngine]);
    valueOf(await ada.supervisor.assign(notes, []));
    expect(ada.status(notesEngine).state).toBe('not_configured');
    expect(ada.supervisor.write(notes, [note('a', 'no')])).toMatchObject({ ok: false, code: 'not_configured' });
    valueOf(await ada.supervisor.assign(notes, undefined));
    valueOf(ada.supervisor.write(notes, [note('a', 'yes')]));
  });
});
