import { engine as audit } from '@sourceos/sync-audit';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../testing/host-world.js';
import { note, notesEngine } from '../testing/notes-engine.js';
import { createStage, synced, type Supervised } from '../supervisor/testing/supervised.js';
import { exportScope, verifyScopeExport } from './export.js';
import { applyRollback, planScopeRollback } from './rollback.js';

const notes = notesEngine.manifest.engineId;
const bodyOf = ({ scope }: Supervised, name: string) =>
  scope.replica.view('test.notes', `urn:srcos:note:${name}`)?.record?.body;

const pair = async () => {
  const stage = createStage({ engines: [notesEngine] });
  const bobs = await stage.enrolled('bob');
  const ada = await stage.first('ada', [bobs.keyring]);
  const bob = await stage.join('bob', { store: bobs.store });
  await synced(ada, bob);
  return { ...stage, ada, bob };
};

describe('a rollback', () => {
  it('is a plan first, and then new writes that every device gets', async () => {
    const { ada, bob, time } = await pair();
    valueOf(ada.supervisor.write(notes, [note('a', 'good'), note('b', 'good')]));
    await synced(ada, bob);
    await time.pass(1_000);
    const since = time.now();
    valueOf(bob.supervisor.write(notes, [note('a', 'bad'), note('c', 'new and bad')]));
    await synced(bob, ada);
    const { scope, keyring } = ada;
    const request = { scope, keyring, engine: notesEngine, now: time.now() };
    const target = { kind: 'undo_device', deviceId: bob.keyring.deviceId, since } as const;
    const planned = planScopeRollback({ ...request, target });
    if (!planned.ok) throw new Error('Not planned.');
    expect(planned.plan.steps.map(({ objectId }) => objectId).sort()).toEqual(['urn:srcos:note:a', 'urn:srcos:note:c']);
    // A plan changes nothing.
    expect([bodyOf(ada, 'a'), bodyOf(ada, 'c')]).toEqual(['bad', 'new and bad']);
    expect(valueOf(applyRollback(planned.plan, request))).toMatchObject({ written: 2, stale: [] });
    await synced(ada, bob);
    for (const host of [ada, bob]) {
      expect([bodyOf(host, 'a'), bodyOf(host, 'b'), bodyOf(host, 'c')]).toEqual(['good', 'good', undefined]);
    }
  });

  it('goes by when this device received it after the device began anew, too', async () => {
    const { ada, bob, time } = await pair();
    valueOf(bob.supervisor.write(notes, [note('a', 'good'), note('b', 'good')]));
    await synced(bob, ada);
    await time.pass(1_000);
    const since = time.now();
    valueOf(bob.supervisor.write(notes, [note('a', 'bad')]));
    await synced(bob, ada);
    await time.pass(1_000);
    valueOf(await ada.device.reopen(ada.scope.scopeId));
    const request = { scope: ada.scope, keyring: ada.keyring, engine: notesEngine, now: time.now() };
    const target = { kind: 'undo_device', deviceId: bob.keyring.deviceId, since } as const;
    const planned = planScopeRollback({ ...request, target });
    if (!planned.ok) throw new Error('Not planned.');
    expect(planned.plan.steps.map(({ objectId }) => objectId)).toEqual(['urn:srcos:note:a']);
    valueOf(applyRollback(planned.plan, request));
    expect([bodyOf(ada, 'a'), bodyOf(ada, 'b')]).toEqual(['good', 'good']);
  });

  it('leaves alone what changed since the plan was made', async () => {
    const { ada, time } = await pair();
    valueOf(ada.supervisor.write(notes, [note('a', 'good')]));
    await time.pass(1_000);
    const since = time.now();
    valueOf(ada.supervisor.write(notes, [note('a', 'bad')]));
    const { scope, keyring } = ada;
    const request = { scope, keyring, engine: notesEngine, now: time.now() };
    const target = { kind: 'undo_author', authorId: keyring.personId, since } as const;
    const planned = planScopeRollback({ ...request, target });
    if (!planned.ok) throw new Error('Not planned.');
    valueOf(ada.supervisor.write(notes, [note('a', 'mended by hand')]));
    expect(valueOf(applyRollback(planned.plan, request))).toMatchObject({ written: 0, stale: ['urn:srcos:note:a'] });
    expect(bodyOf(ada, 'a')).toBe('mended by hand');
  });

  it('is refused to a device that is no member any more, planned before or not', async () => {
    const { ada, bob, world, time } = await pair();
    valueOf(ada.supervisor.write(notes, [note('a', 'good')]));
    await synced(ada, bob);
    const { scope, keyring } = bob;
    const request = { scope, keyring, engine: notesEngine, now: time.now() };
    const target = { kind: 'undo_device', deviceId: ada.keyring.deviceId, since: 0 } as const;
    const planned = planScopeRollback({ ...request, target });
    if (!planned.ok) throw new Error('Not planned.');
    valueOf(await scope.addControl([world.removal(keyring.deviceId, 0)]));
    expect(planScopeRollback({ ...request, target })).toMatchObject({ ok: false });
    expect(applyRollback(planned.plan, request)).toMatchObject({ ok: false, code: 'rollback_denied' });
    expect(() => applyRollback({ ...planned.plan, collection: 'test.lists' }, request)).toThrow(TypeError);
  });
});

describe('an export', () => {
  const exported = async ({ scope, store, keyring }: Supervised, now: number) => {
    const lines: string[] = [];
    const sink = { write: (text: string) => void lines.push(text) };
    const result = await exportScope({ scope, store, keyring, engine: notesEngine, crypto, sink, now });
    return { result, text: lines.join('') };
  };
  const linesOf = (text: string) => text.split('\n').slice(0, -1);

  it('is whole, names every author, and verifies by the keys of the members', async () => {
    const { ada, bob, time } = await pair();
    valueOf(ada.supervisor.write(notes, [note('a', 'by ada'), note('b', 'by ada')]));
    await synced(ada, bob);
    valueOf(bob.supervisor.write(notes, [note('c', 'by bob')]));
    await synced(bob, ada);
    const { result, text } = await exported(ada, time.now());
    expect(valueOf(result)).toEqual({ records: 3, lines: 5 });
    // The other member verifies it.
    const verdict = verifyScopeExport(linesOf(text), { ...bob, crypto });
    expect(verdict).toMatchObject({ ok: true, value: { records: 3, grounds: { author: 3, exporter: 0 } } });
    const changed = linesOf(text).map((line, index) => (index === 2 ? line.replace('by ada', 'by eve') : line));
    expect(verifyScopeExport(changed, { ...bob, crypto }).ok).toBe(false);
    expect(verifyScopeExport(linesOf(text).slice(0, -1), { ...bob, crypto }).ok).toBe(false);
  });

  it('leaves out what never came into effect', async () => {
    const high = { ...notesEngine, manifest: { ...notesEngine.manifest, policyClass: 'high' as const } };
    const stage = createStage({ engines: [high] });
    const ada = await stage.first('ada');
    valueOf(ada.supervisor.write(notes, [note('a', 'one'), { ...note('b', 'two'), authorId: 'urn:srcos:agent:robo' }]));
    const { result } = await exported(ada, stage.time.now());
    expect(valueOf(result).records).toBe(1);
  });

  it('is refused where a critical engine’s role was not delegated', async () => {
    const stage = createStage({ engines: [audit], kind: 'profile', delegates: false });
    const ada = await stage.first('ada');
    const sink = { write: () => undefined };
    const request = { ...ada, engine: audit, crypto, sink, now: stage.time.now() };
    expect(await exportScope(request)).toMatchObject({ ok: false, code: 'export_denied' });
  });
});
