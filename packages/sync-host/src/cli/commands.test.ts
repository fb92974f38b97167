import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryStore, createRelay } from '@sourceos/sync-relay';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCliStage, type CliDevice, type CliStage } from './testing/cli-stage.js';

// Each command opens a device anew, and other tests run beside these.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let stage: CliStage;
let ada: CliDevice;
let bob: CliDevice;
let recoveryKey: string;
beforeAll(async () => {
  stage = await startCliStage((options) => createRelay({ ...options, store: createMemoryStore() }));
  ({ recoveryKey } = await stage.joined('ada', 'bob'));
  [ada, bob] = [stage.device('ada'), stage.device('bob')];
});
afterAll(async () => {
  await stage.end();
});

const id = (name: string): string => `urn:srcos:shell-profile:${name}`;
const profile = (name: string, more: object = {}) => ({ type: 'ShellProfile', name, dialect: 'bash', ...more });
const set = (device: CliDevice, name: string, record: object, ...more: readonly string[]) =>
  device.run('set', ...more, 'shell', id(name), stage.file(`${name}.json`, record));

/** A mistake, or a no, is told in a sentence that names what is wrong, never as a stack; to programs as a document. */
const refused = async (device: CliDevice, exit: number, words: string, ...args: readonly string[]): Promise<void> => {
  const { code, stderr, stdout } = await device.run(...args);
  expect({ code, stderr, stdout }).toMatchObject({ code: exit, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/\n\s+at /);
  const asJson = await device.json<{ error: { code: string; message: string } }>(...args);
  expect(asJson.exit).toBe(exit);
  expect(asJson.error.message).toContain(words);
};

describe('set and get', () => {
  it('tell a mistake by the file, the collection or the field', async () => {
    await refused(ada, 2, '/nowhere.json', 'set', 'shell', id('x'), '/nowhere.json');
    const broken = stage.file('broken.json', '{ "name": "x", "name": "y" }');
    await refused(ada, 2, 'broken.json', 'set', 'shell', id('x'), broken);
    await refused(ada, 2, 'no engine or collection shel', 'get', 'shel', id('x'));
    await refused(ada, 2, 'urn:srcos:profile:none', 'get', 'shell', id('x'), '--scope', 'urn:srcos:profile:none');
    const wrong = await set(ada, 'wrong', profile('Wrong', { dialect: 'cobol' }));
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.stdout).toContain('/dialect');
  });
});

describe('rollback', () => {
  it('plans without writing, and carries the plan out with --apply', async () => {
    await set(ada, 'undo', profile('Before'));
    const since = new Date().toISOString();
    await set(ada, 'undo', profile('After'));
    const args = ['rollback', 'shell', '--object', id('undo'), '--since', since] as const;
    const planned = await ada.run(...args);
    expect(planned.stdout).toContain(`${id('undo')}: back to an earlier record`);
    expect(await ada.json<object>('get', 'shell', id('undo'))).toMatchObject({ record: { name: 'After' } });
    expect(await ada.json<object>(...args, '--apply')).toMatchObject({ exit: 0, applied: true, written: 1 });
    expect(await ada.json<object>('get', 'shell', id('undo'))).toMatchObject({ record: { name: 'Before' } });
  });

  it('tells what is missing in it', async () => {
    await refused(ada, 2, '--object, --author and --device', 'rollback', 'shell');
    await refused(ada, 2, '--since', 'rollback', 'shell', '--author', 'urn:srcos:person:x');
    const time = await ada.run('rollback', 'shell', '--object', id('undo'), '--since', 'yesterday');
    expect(time).toMatchObject({ code: 2 });
    expect(time.stderr).toContain('2026-01-31');
    await refused(ada, 2, 'rollback', 'rollback', 'audit', '--object', 'urn:srcos:audit:x', '--since', '2026-01-31');
  });
});

describe('quarantine', () => {
  interface Items {
    readonly items: readonly { readonly writeId: string; readonly reasons: readonly { readonly detail: string }[] }[];
  }
  const robo = ['--author', 'urn:srcos:agent:robo'] as const;

  it('shows what is kept apart, judges again, and throws away after a yes', async () => {
    await set(bob, 'robot', profile('Robot'), ...robo);
    await set(bob, 'other', profile('Other'), ...robo);
    await bob.run('sync');
    expect((await ada.run('sync')).code).toBe(1);
    const { items, exit } = await ada.json<Items>('quarantine');
    expect(exit).toBe(1);
    expect(items.map(({ reasons }) => reasons[0]?.detail)).toEqual(['agent_without_lease', 'agent_without_lease']);
    const [first = '', second = ''] = items.map(({ writeId }) => writeId);

    const shown = await ada.run('quarantine', 'show', first.slice(7, 20));
    expect(shown).toMatchObject({ code: 1 });
    expect(shown.stdout).toContain('authority');
    const replayed = await ada.run('quarantine', 'replay');
    expect(replayed).toMatchObject({ code: 1, stdout: '0 came out, 2 stay apart.\n' });
    expect(await ada.json<object>('quarantine', 'replay', first)).toMatchObject({ changed: [], stays: 1, exit: 1 });

    await refused(ada, 2, '--yes', 'quarantine', 'discard', first);
    const asked = ada.at(['quarantine', 'discard', first]);
    await asked.answer('Throw 1 write away?', 'n\r');
    expect((await asked.ended).stdout).toContain('Nothing was thrown away.');
    const again = ada.at(['quarantine', 'discard', first]);
    await again.answer('Throw 1 write away?', 'y\r');
    expect(await again.ended).toMatchObject({ code: 0 });
    expect((await ada.json<Items>('quarantine', 'list')).items).toHaveLength(1);
    expect(await ada.json<object>('quarantine', 'discard', second, second, '--yes')).toEqual({
      exit: 0,
      discarded: [second],
    });
    expect(await ada.run('quarantine')).toMatchObject({ code: 0, stdout: 'Nothing is kept apart.\n' });
    const { stdout } = await ada.run('audit', 'list');
    expect(stdout.match(/sync\.quarantine\.discarded/g)).toHaveLength(2);
    await refused(ada, 2, 'Nothing that waits has the id', 'quarantine', 'show', first);
    await refused(ada, 2, 'Nothing that waits has the id', 'quarantine', 'replay', first);
    await refused(ada, 2, 'six characters', 'quarantine', 'discard', 'ab', '--yes');
  });
});

describe('enable', () => {
  it('previews what it would change, and changes nothing before a yes', async () => {
    expect(await ada.run('disable', 'shell')).toMatchObject({ code: 0 });
    await set(bob, 'fresh', profile('Fresh'));
    await bob.run('sync');
    await ada.run('sync');
    const preview = await ada.json<object>('enable', 'shell', '--preview');
    expect(preview).toMatchObject({
      exit: 0,
      enabled: false,
      previews: [{ counts: { applied: expect.any(Number) as number } }],
    });
    expect((await ada.run('enable', 'shell', '--preview')).stdout).toContain(id('fresh'));
    await refused(ada, 2, '--yes', 'enable', 'shell');
    await refused(ada, 2, 'sync-host enable shell', 'get', 'shell', id('fresh'));
    const no = ada.at(['enable', 'shell']);
    await no.answer('Enable sourceos.sync.shell?', '\r');
    expect((await no.ended).stdout).toContain('It stays off.');
    const yes = ada.at(['enable', 'shell']);
    await yes.answer('Enable sourceos.sync.shell?', 'yes\r');
    expect(await yes.ended).toMatchObject({ code: 0 });
    expect(await ada.json<object>('get', 'shell', id('fresh'))).toMatchObject({ record: { name: 'Fresh' } });
    expect((await ada.run('enable', 'shell', '--preview')).stdout).toBe('Nothing would change.\n');
    await refused(ada, 2, 'no engine or collection frob', 'enable', 'frob');
  });
});

describe('export', () => {
  it('says where it cannot write or read, and leaves no half file', async () => {
    await refused(ada, 2, '--output', 'export', 'shell');
    const nowhere = join(stage.device('nobody').folder, 'nowhere', 'out.ndjson');
    await refused(ada, 3, nowhere, 'export', 'shell', '--output', nowhere);
    await refused(ada, 2, '/nowhere.ndjson', 'export', 'verify', '/nowhere.ndjson');
    const output = stage.file('out.ndjson', '');
    expect(await ada.json<object>('export', 'shell', '--output', output)).toMatchObject({ exit: 0, output });
    expect(existsSync(`${output}.part`)).toBe(false);
    expect(await bob.json<object>('export', 'verify', output)).toMatchObject({ exit: 0, whole: true });
    expect((await ada.run('export', 'verify', output)).stdout).toContain('Whole and unchanged');
    writeFileSync(output, 'no export\n');
    const spoiled = await ada.run('export', 'verify', output);
    expect(spoiled.code).toBe(1);
    expect(spoiled.stdout).toContain('Line 1');
  });
});

describe('doctor', () => {
  it('repairs permissions that are too wide, and with --dry-run only says so', async () => {
    const key = join(ada.folder, 'device.key');
    chmodSync(key, 0o644);
    const found = await ada.json<object>('doctor', '--dry-run');
    expect(found).toMatchObject({
      exit: 1,
      findings: [
        { check: 'permissions', repaired: false, message: `${key} was open to others.` },
        { check: 'exposed', repaired: false },
      ],
    });
    expect(statSync(key).mode & 0o777).toBe(0o644);
    const repaired = await ada.run('doctor');
    expect(repaired).toMatchObject({ code: 0 });
    expect(repaired.stdout).toContain('Everything that was wrong is repaired.');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    chmodSync(ada.folder, 0o755);
    await refused(ada, 2, `chmod 700 ${ada.folder}`, 'status');
    expect((await ada.json<object>('doctor')).exit).toBe(0);
    expect(await ada.run('doctor')).toMatchObject({ code: 0, stdout: 'Nothing is wrong.\n' });
  });
});

describe('a relay that lost what it had', () => {
  it('is said so, and trusted again by a person’s word alone', async () => {
    await stage.loseRelay();
    expect(await ada.run('sync')).toMatchObject({ code: 3 });
    const doctor = await ada.run('doctor');
    expect(doctor).toMatchObject({ code: 1 });
    expect(doctor.stdout).toContain('The relay lost the scope.');
    await refused(ada, 2, '--yes', 'relay', 'trust');
    const no = ada.at(['relay', 'trust']);
    await no.answer('knows nothing of it any more. Trust it again?', 'n\r');
    expect((await no.ended).stdout).toBe('It stays distrusted.\n');
    const yes = ada.at(['relay', 'trust']);
    await yes.answer('Trust it again?', 'y\r');
    expect(await yes.ended).toMatchObject({ code: 0 });
    expect(await ada.run('sync')).toMatchObject({ code: 0 });
    expect(await ada.json<object>('relay', 'trust')).toMatchObject({ exit: 0, trusted: true });
  });

  it('is named with its evidence where its heads contradict each other', async () => {
    expect(await bob.run('sync')).toMatchObject({ code: 3 });
    const doctor = await bob.run('doctor');
    expect(doctor).toMatchObject({ code: 1 });
    expect(doctor.stdout).toContain('Trust it again only once it is explained: sync-host relay trust.');
    await refused(bob, 2, '--yes', 'relay', 'trust');
    const no = bob.at(['relay', 'trust']);
    await no.answer(/Trust it again\?/, 'n\r');
    expect((await no.ended).stdout).toBe('It stays distrusted.\n');
    expect(await bob.json<object>('relay', 'trust', '--yes')).toMatchObject({ exit: 0, trusted: true });
    expect(await bob.run('sync')).toMatchObject({ code: 0 });
    expect(await ada.run('sync')).toMatchObject({ code: 0 });
  });
});

describe('members, remove and recover', () => {
  interface Members {
    readonly members: readonly { readonly deviceId: string; readonly own: boolean }[];
    readonly removed: readonly string[];
  }

  it('lists devices, has a member recover a lost root by its key alone, and remove the lost device', async () => {
    const members = await bob.json<Members>('members');
    expect(members).toMatchObject({ exit: 0, removed: [] });
    expect(members.members).toHaveLength(2);
    const lost = members.members.find(({ own }) => !own)?.deviceId ?? '';
    const own = members.members.find((member) => member.own)?.deviceId ?? '';
    expect((await bob.run('members')).stdout).toContain('(this device)');
    await refused(bob, 2, 'sync-host members', 'remove', 'nobody', '--yes');
    await refused(bob, 2, 'This is that device', 'remove', own, '--yes');
    await refused(bob, 2, '--yes', 'remove', lost);
    await refused(bob, 1, 'has the role that this takes', 'remove', lost, '--yes');

    await refused(bob, 2, 'SOURCEOS_RECOVERY_KEY', 'recover');
    const typo = bob.at(['recover']);
    await typo.answer('Recovery key: ', 'SRCOS RECOV ERY\r');
    const mistaken = await typo.ended;
    expect(mistaken.code).toBe(2);
    expect(mistaken.stderr).not.toContain('ERY');
    const recovering = bob.at(['recover'], { SOURCEOS_RECOVERY_KEY: recoveryKey });
    const next = await recovering.said('  SRCOS');
    expect(recoveryKey).not.toContain(next);
    await recovering.answer('Its last group', 'WRONG\r');
    await recovering.answer(/another group[^]*Its last group/, `${next.split(' ').at(-1) ?? ''}\r`);
    expect(await recovering.ended).toMatchObject({ code: 0 });

    const removing = bob.at(['remove', lost.slice(-8)]);
    await removing.answer(`Remove ${lost}?`, 'y\r');
    expect(await removing.ended).toMatchObject({ code: 0 });
    expect(await bob.json<Members>('members')).toMatchObject({ exit: 0, members: [{ own: true }], removed: [lost] });
    expect((await ada.run('sync')).code).not.toBe(0);
  });
});
