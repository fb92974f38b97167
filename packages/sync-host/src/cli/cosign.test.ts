import { createMemoryStore, createRelay } from '@sourceos/sync-relay';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCliStage, type CliDevice, type CliStage } from './testing/cli-stage.js';

let stage: CliStage;
let ada: CliDevice;
let bob: CliDevice;
beforeAll(async () => {
  stage = await startCliStage((options) => createRelay({ ...options, store: createMemoryStore() }));
  await stage.joined('ada', 'bob');
  [ada, bob] = [stage.device('ada'), stage.device('bob')];
});
afterAll(async () => {
  await stage.end();
});

interface Pending {
  readonly items: readonly { readonly id: string; readonly kind: string; readonly canSign: boolean }[];
}
interface Root {
  readonly version: number;
  readonly threshold: number;
  readonly holders: readonly { readonly own: boolean }[];
}

/** What waits at a device after a sync, and its signatures under all of it. */
const signAll = async (device: CliDevice): Promise<readonly string[]> => {
  await device.run('sync');
  const { items } = await device.json<Pending>('cosign');
  const signed = await device.json<object>('cosign', 'sign', ...items.map(({ id }) => id), '--yes');
  expect(signed).toMatchObject({ exit: 0, sent: true, signed: items.map(({ id }) => ({ id, inForce: true })) });
  return items.map(({ kind }) => kind);
};

const refused = async (device: CliDevice, words: string, ...args: readonly string[]): Promise<void> => {
  const { code, stderr } = await device.run(...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) as string });
  expect(stderr).not.toMatch(/\n\s+at /);
};

it('has two people hold a root together: each change waits until both signed it', { timeout: 120_000 }, async () => {
  const { key } = await bob.json<{ key: string }>('root', 'key');
  expect(await bob.json<object>('root', 'key')).toMatchObject({ key });
  expect(await ada.json<Root>('root')).toMatchObject({ version: 1, threshold: 1, holders: [{ own: true }] });

  await refused(ada, 'Expected a key as root key prints it', 'root', 'share', 'no-key', '--yes');
  await refused(ada, 'there are 2 keys to sign', 'root', 'share', key, '--threshold', '3', '--yes');
  await refused(ada, '--yes', 'root', 'share', key, '--threshold', '2');
  const no = ada.at(['root', 'share', key, '--threshold', '2']);
  await no.answer('Have 2 keys hold the root, 2 of which sign together?', 'n\r');
  expect((await no.ended).stdout).toContain('stays as it is');

  // The new root takes the old threshold and the new: so Bob's key signs before it is in force.
  const sharing = ada.at(['root', 'share', key, '--threshold', '2']);
  await sharing.answer('sign together?', 'y\r');
  const shared = await sharing.ended;
  expect(shared.code).toBe(1);
  expect(shared.stdout).toContain('1 more key of the root must sign');
  expect(await ada.json<Root>('root')).toMatchObject({ version: 1 });
  expect(await ada.json<Pending>('cosign')).toMatchObject({ exit: 0, items: [{ kind: 'root', canSign: false }] });

  await bob.run('sync');
  const waiting = await bob.json<Pending>('cosign', 'list');
  expect(waiting).toMatchObject({ exit: 1, items: [{ kind: 'root', canSign: true }] });
  const id = waiting.items[0]?.id ?? '';
  await refused(bob, 'Nothing that waits has the id', 'cosign', 'sign', 'ffffffffffff', '--yes');
  await refused(bob, '--yes', 'cosign', 'sign', id);
  const signing = bob.at(['cosign', 'sign', id.slice(7, 20)]);
  await signing.answer(/Have 2 keys hold the root, 2 of which sign together[^]*Sign\?/, 'y\r');
  expect(await signing.ended).toMatchObject({ code: 0 });
  await ada.run('sync');
  for (const device of [ada, bob]) {
    expect(await device.json<Root>('root')).toMatchObject({ version: 2, threshold: 2, holders: [{}, {}] });
  }
  expect(await bob.run('cosign')).toMatchObject({ code: 0, stdout: 'Nothing waits for signatures.\n' });

  // Neither admits alone, and nobody is admitted before both did.
  const joining = stage.device('cleo').at(['join', '--relay', stage.relayUrl, '--yes']);
  const ticket = await joining.said('Ticket: ');
  expect(await ada.json<object>('admit', ticket, '--yes')).toMatchObject({ exit: 1, missing: 1, sent: true });
  expect((await ada.json<{ members: object[] }>('members')).members).toHaveLength(2);
  expect(await signAll(bob)).toContain('member');
  expect(await joining.ended).toMatchObject({ code: 0 });
  await ada.run('sync');
  const { members } = await ada.json<{ members: readonly { deviceId: string }[] }>('members');
  expect(members).toHaveLength(3);

  // Nor does one begin the epoch alone that follows a removal.
  const cleo = (await stage.device('cleo').json<{ deviceId: string }>('status')).deviceId;
  expect(await ada.json<object>('remove', cleo, '--yes')).toMatchObject({ exit: 1, missing: 1 });
  expect(await signAll(bob)).toContain('epoch');
  await ada.run('sync');
  expect(await ada.json<object>('members')).toMatchObject({ exit: 0, epochDue: false, removed: [cleo] });
  const record = stage.file('p.json', { type: 'ShellProfile', name: 'Ours', dialect: 'bash' });
  expect(await ada.run('set', 'shell', 'urn:srcos:shell-profile:ours', record)).toMatchObject({ code: 0 });
});
