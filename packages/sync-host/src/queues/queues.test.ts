import type { Engine, JsonObject } from '@sourceos/sync-kernel';
import { changes as shellChanges, engine as shell, type ShellProfile } from '@sourceos/sync-shell';
import { describe, expect, it } from 'vitest';
import { createStage, synced, type Supervised } from '../supervisor/testing/supervised.js';
import { valueOf } from '../testing/host-world.js';
import { note, notesEngine } from '../testing/notes-engine.js';

const id = 'urn:srcos:shell-profile:everyday';
const plain: ShellProfile = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash' };
const withAlias = (name: string): ShellProfile => ({ ...plain, aliases: { [name]: 'ls -l' } });
const engineId = shell.manifest.engineId;
const record = ({ scope }: Supervised) => scope.replica.view('shell', id)?.record;

/** Three people with a device each; what Ada changes dangerously waits on the others' devices. */
const three = async (delegates = true) => {
  const stage = createStage({ engines: [shell], kind: 'profile', delegates });
  const [bobs, cleos] = [await stage.enrolled('bob'), await stage.enrolled('cleo')];
  const ada = await stage.first('ada', [bobs.keyring, cleos.keyring]);
  const bob = await stage.join('bob', { store: bobs.store });
  const cleo = await stage.join('cleo', { store: cleos.store });
  valueOf(ada.supervisor.write(engineId, [shellChanges.put(id, plain)]));
  await synced(ada, bob, cleo);
  valueOf(ada.supervisor.write(engineId, [shellChanges.put(id, withAlias('ll'))]));
  await synced(ada, bob, cleo);
  return { ...stage, ada, bob, cleo, scopeId: stage.world.scopeId };
};
const only = (host: Supervised) => {
  const items = valueOf(host.review.list());
  expect(items).toHaveLength(1);
  const [item] = items;
  if (item === undefined) throw new Error('Nothing waits.');
  return item;
};

const typesIn = ({ audit }: Supervised) => valueOf(audit.events(0, 1_000)).map(({ eventType }) => eventType);
const day = 86_400_000;

describe('the review queue', () => {
  it('shows what waits, with the card that a person decides from', async () => {
    const { bob, scopeId } = await three();
    const item = only(bob);
    expect(item).toMatchObject({ scopeId, rivals: [], reasons: [{ detail: 'dangerous_change' }] });
    expect(item.card?.title).toBe('The shell profile "Everyday" would change in aliases.');
    expect(valueOf(bob.review.show(scopeId, item.writeId))).toEqual(item);
    expect(record(bob)).toEqual(plain);
  });

  it('settles on every device what one person approved', async () => {
    const { ada, bob, cleo, scopeId } = await three();
    const decision = valueOf(await bob.review.settle(scopeId, only(bob).writeId, { verdict: 'approve' }));
    expect(decision?.outcome).toBe('applied');
    await synced(bob, cleo, ada);
    for (const host of [bob, cleo, ada]) {
      expect(record(host)).toEqual(withAlias('ll'));
      expect(valueOf(host.review.list())).toEqual([]);
    }
    expect(bob.status(shell).scopes[0]?.facts.review.count).toBe(0);
  });

  it('takes a rejected change out of force everywhere, on its author’s device too', async () => {
    const { ada, bob, cleo, scopeId } = await three();
    expect(record(ada)).toEqual(withAlias('ll'));
    valueOf(await cleo.review.settle(scopeId, only(cleo).writeId, { verdict: 'reject' }));
    await synced(cleo, bob, ada);
    for (const host of [bob, cleo, ada]) expect(record(host)).toEqual(plain);
    expect(valueOf(bob.review.list())).toEqual([]);
  });

  it('puts a record in its place that the reviewer wrote', async () => {
    const { ada, bob, scopeId } = await three();
    const edited = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash', aliases: { list: 'ls -l' } };
    valueOf(await bob.review.settle(scopeId, only(bob).writeId, { verdict: 'edit', record: { ...edited } }));
    await synced(bob, ada);
    for (const host of [bob, ada]) expect(record(host)).toEqual(edited);
  });

  it('signs no edit that is no record, or that holds a secret', async () => {
    const { bob, scopeId } = await three();
    const settle = (edited: JsonObject) =>
      bob.review.settle(scopeId, only(bob).writeId, { verdict: 'edit', record: edited });
    expect(await settle({ type: 'ShellProfile' })).toMatchObject({ ok: false, code: 'record_refused' });
    const secret = {
      type: 'ShellProfile',
      name: 'Everyday',
      dialect: 'bash',
      aliases: { deploy: `TOKEN=ghp_${'A1b2C3d4E5f6'.repeat(3)} deploy` },
    };
    expect(await settle(secret)).toMatchObject({ ok: false, code: 'secret_found' });
    expect(valueOf(bob.store.outbox(scopeId, { entries: 10, bytes: 1e6 }))).toEqual([]);
  });

  it('lets nobody review what is not held there, and nothing twice', async () => {
    const { ada, bob, world, scopeId } = await three();
    const { writeId } = only(bob);
    const approve = { verdict: 'approve' } as const;
    expect(await ada.review.settle(scopeId, writeId, approve)).toMatchObject({ ok: false, code: 'not_waiting' });
    valueOf(await bob.review.settle(scopeId, writeId, approve));
    expect(await bob.review.settle(scopeId, writeId, approve)).toMatchObject({ ok: false, code: 'not_waiting' });
    expect(await bob.review.settle('urn:srcos:profile:none', writeId, approve)).toMatchObject({
      code: 'unknown_scope',
    });
    expect(bob.review.show(world.scopeId, writeId)).toMatchObject({ ok: false, code: 'not_waiting' });
  });

  it('asks for the review role', async () => {
    const { bob, scopeId } = await three(false);
    const reviewed = await bob.review.settle(scopeId, only(bob).writeId, { verdict: 'approve' });
    expect(reviewed).toMatchObject({ ok: false, code: 'not_a_reviewer' });
    expect(record(bob)).toEqual(plain);
  });

  it('records who decided in the audit log', async () => {
    const { bob, scopeId } = await three();
    valueOf(await bob.review.settle(scopeId, only(bob).writeId, { verdict: 'approve' }));
    expect(typesIn(bob)).toEqual(expect.arrayContaining(['sync.review.approved', 'shell.profile.denied']));
    expect(bob.audit.verify().ok).toBe(true);
  });
});

describe('conflicts in review', () => {
  const reviewed: Engine = {
    ...notesEngine,
    manifest: { ...notesEngine.manifest, mergeStrategy: 'manual_review', policyClass: 'high' },
  };

  it('are settled for all by choosing one side', async () => {
    const stage = createStage({ engines: [reviewed] });
    const [bobs, cleos] = [await stage.enrolled('bob'), await stage.enrolled('cleo')];
    const ada = await stage.first('ada', [bobs.keyring, cleos.keyring]);
    const bob = await stage.join('bob', { store: bobs.store });
    const cleo = await stage.join('cleo', { store: cleos.store });
    const { scopeId } = stage.world;
    const notes = reviewed.manifest.engineId;
    valueOf(ada.supervisor.write(notes, [note('a', 'first')]));
    await synced(ada, bob, cleo);
    valueOf(ada.supervisor.write(notes, [note('a', 'by ada')]));
    valueOf(bob.supervisor.write(notes, [note('a', 'by bob')]));
    await synced(ada, bob, cleo);
    const waiting = valueOf(cleo.review.list());
    expect(waiting.length).toBeGreaterThan(0);
    const chosen = waiting.find(({ card }) => card?.proposedBy.deviceId === bob.keyring.deviceId);
    expect(chosen?.rivals).toHaveLength(1);
    valueOf(await cleo.review.settle(scopeId, chosen?.writeId ?? '', { verdict: 'approve' }));
    await synced(cleo, ada, bob);
    for (const { scope, review } of [ada, bob, cleo]) {
      expect(scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'by bob' });
      expect(valueOf(review.list())).toEqual([]);
    }
  });
});

describe('a review that nobody makes in time', () => {
  it('waits for 30 days, says until when, and is kept apart then, with its event and out of force', async () => {
    const { bob, time } = await three();
    const { writeId, since, expires } = only(bob);
    expect(expires).toBe(since + 30 * day);
    await time.pass(30 * day - (time.now() - since) - 1);
    expect(valueOf(bob.review.expire())).toEqual([]);
    await time.pass(1);
    expect(valueOf(bob.review.expire())).toMatchObject([{ writeId }]);
    expect(valueOf(bob.review.list())).toEqual([]);
    expect(valueOf(bob.quarantine.list())).toMatchObject([{ writeId, objectId: id, collection: 'shell' }]);
    expect(record(bob)).toEqual(plain);
    expect(bob.status(shell).scopes[0]?.facts).toMatchObject({ review: { count: 0 }, quarantine: { count: 1 } });
    expect(typesIn(bob).filter((type) => type === 'sync.review.expired')).toHaveLength(1);
    expect(bob.audit.verify().ok).toBe(true);
    expect(valueOf(bob.review.expire())).toEqual([]);
  });

  it('stays apart when the scope is opened again, and another review of it counts here too', async () => {
    const { ada, bob, cleo, time, scopeId } = await three();
    const { writeId } = only(cleo);
    await time.pass(31 * day);
    valueOf(bob.review.expire());
    valueOf(await bob.device.reopen(scopeId));
    expect(valueOf(bob.review.list())).toEqual([]);
    expect(valueOf(bob.quarantine.list())).toHaveLength(1);
    valueOf(await cleo.review.settle(scopeId, writeId, { verdict: 'approve' }));
    await synced(cleo, bob, ada);
    expect(valueOf(bob.quarantine.list())).toEqual([]);
    expect(record(bob)).toEqual(withAlias('ll'));
  });

  it('can still be made by its id, and waits again after a replay', async () => {
    const { bob, time, scopeId } = await three();
    const { writeId } = only(bob);
    await time.pass(31 * day);
    valueOf(bob.review.expire());
    expect(valueOf(bob.quarantine.replay(scopeId, 'all'))).toMatchObject({ changed: [{ writeId }], stays: 0 });
    expect(valueOf(bob.quarantine.list())).toEqual([]);
    expect(only(bob)).toMatchObject({ writeId, expires: time.now() + 30 * day });
    await time.pass(31 * day);
    valueOf(bob.review.expire());
    const decision = valueOf(await bob.review.settle(scopeId, writeId, { verdict: 'approve' }));
    expect(decision?.outcome).toBe('applied');
    expect(valueOf(bob.quarantine.list())).toEqual([]);
  });

  it('waits as long as the device was told', async () => {
    const stage = createStage({ engines: [shell], kind: 'profile' });
    const bobs = await stage.enrolled('bob');
    const ada = await stage.first('ada', [bobs.keyring]);
    const bob = await stage.join('bob', { store: bobs.store, device: { reviewFor: day } });
    valueOf(ada.supervisor.write(engineId, [shellChanges.put(id, withAlias('ll'))]));
    await synced(ada, bob);
    const { since, expires } = only(bob);
    expect(expires).toBe(since + day);
  });
});

describe('the quarantine', () => {
  const robo = 'urn:srcos:agent:robo';
  const high: Engine = { ...notesEngine, manifest: { ...notesEngine.manifest, policyClass: 'high' } };
  const notes = high.manifest.engineId;

  const poisoned = async () => {
    const stage = createStage({ engines: [high] });
    const bobs = await stage.enrolled('bob');
    const ada = await stage.first('ada', [bobs.keyring]);
    const bob = await stage.join('bob', { store: bobs.store });
    valueOf(ada.supervisor.write(notes, [{ ...note('a', 'by an agent'), authorId: robo }, note('b', 'by ada')]));
    await synced(ada, bob);
    return { ...stage, ada, bob, scopeId: stage.world.scopeId };
  };

  it('says what is kept apart, why, and what helps', async () => {
    const { bob, scopeId } = await poisoned();
    const items = valueOf(bob.quarantine.list());
    expect(items).toMatchObject([
      {
        scopeId,
        collection: 'test.notes',
        objectId: 'urn:srcos:note:a',
        reasons: [{ code: 'agent_untrusted', detail: 'agent_without_lease' }],
        remedies: ['Grant the agent a lease for the collection, or discard.'],
      },
    ]);
    const detail = valueOf(bob.quarantine.show(scopeId, items[0]?.writeId ?? ''));
    expect(detail).toMatchObject({ bodyHeld: true });
    expect(detail.explanation?.join('\n')).toContain('authority');
    expect(bob.quarantine.show(scopeId, `sha256:${'0'.repeat(64)}`)).toMatchObject({ ok: false, code: 'not_apart' });
  });

  it('lets nothing go by a replay alone, and what a new trust allows by itself', async () => {
    const { ada, bob, time, world, scopeId } = await poisoned();
    expect(valueOf(bob.quarantine.replay(scopeId, 'all'))).toMatchObject({ changed: [], stays: 1 });
    const now = time.now();
    valueOf(await ada.scope.addControl([world.lease(ada.keyring, robo, now - 1, now + 60_000)]));
    await synced(ada, bob);
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'by an agent' });
    expect(valueOf(bob.quarantine.list())).toEqual([]);
  });

  it('keeps hash and reasons of what is over quota, and says how much went', async () => {
    const { bob, scopeId } = await poisoned();
    const [item] = valueOf(bob.quarantine.list());
    expect(valueOf(bob.quarantine.trim())).toEqual({ count: 0, bytes: 0 });
    const dropped = valueOf(bob.quarantine.trim({ bytes: 0 }));
    expect(dropped.count).toBe(1);
    expect(valueOf(bob.quarantine.show(scopeId, item?.writeId ?? ''))).toMatchObject({
      bodyHeld: false,
      reasons: [{ detail: 'agent_without_lease' }],
    });
    const types = valueOf(bob.audit.events(0, 100)).map(({ eventType }) => eventType);
    expect(types.filter((type) => type === 'sync.quarantine.trimmed')).toHaveLength(1);
  });

  it('throws away what a person discards: listed no more, its bytes gone, and who did it recorded', async () => {
    const { bob, scopeId } = await poisoned();
    const [item] = valueOf(bob.quarantine.list());
    const writeId = item?.writeId ?? '';
    valueOf(bob.quarantine.discard(scopeId, writeId));
    expect(valueOf(bob.quarantine.list())).toEqual([]);
    expect(bob.quarantine.discard(scopeId, writeId)).toMatchObject({ ok: false, code: 'not_apart' });
    expect(bob.status(high).scopes[0]?.facts.quarantine.count).toBe(0);
    expect(valueOf(bob.quarantine.show(scopeId, writeId))).toMatchObject({
      bodyHeld: false,
      reasons: [{ detail: 'agent_without_lease' }],
    });
    const event = valueOf(bob.audit.events(0, 100)).findLast(({ eventType }) => eventType.endsWith('.discarded'));
    expect(event).toMatchObject({ actorId: bob.keyring.personId, subjectId: 'urn:srcos:note:a', outcome: 'deny' });
    expect(bob.audit.verify().ok).toBe(true);
    // It stays thrown away when the scope is opened again, and by a replay.
    valueOf(await bob.device.reopen(scopeId));
    expect(valueOf(bob.quarantine.replay(scopeId, 'all'))).toEqual({ changed: [], stays: 0 });
    expect(valueOf(bob.quarantine.list())).toEqual([]);
  });

  it('has in force what a later trust allows, discarded or not: devices agree', async () => {
    const { ada, bob, time, world, scopeId } = await poisoned();
    const [item] = valueOf(bob.quarantine.list());
    valueOf(bob.quarantine.discard(scopeId, item?.writeId ?? ''));
    const now = time.now();
    valueOf(await ada.scope.addControl([world.lease(ada.keyring, robo, now - 1, now + 60_000)]));
    await synced(ada, bob);
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'by an agent' });
    expect(bob.quarantine.show(scopeId, item?.writeId ?? '')).toMatchObject({ ok: false, code: 'not_apart' });
  });
});
