import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lockFolder } from './home/folder-lock.js';
import { runCli, temporaryFolder, type Ran } from './testing/run-cli.js';

const { folder, remove } = temporaryFolder();
afterAll(remove);

const device = ['--folder', join(folder, 'device')];
const withPassphrase = { SOURCEOS_PASSPHRASE: 'correct horse' };

/** A mistake of the user is told in a sentence, never as a stack. */
const expectRefusal = ({ code, stdout, stderr }: Ran, exit: number, said: string): void => {
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/\n\s+at /);
};

it('tells mistakes by a sentence and exit code 2', { timeout: 60_000 }, async () => {
  const [command, option, missing, nobody, address] = await Promise.all([
    runCli(['frobnicate']),
    runCli(['status', '--nonsense']),
    runCli(['status', ...device]),
    runCli(['init', '--folder', join(folder, 'nobody')]),
    runCli(['init', ...device, '--relay', 'ftp://relay.example']),
  ]);
  expectRefusal(command, 2, 'unknown command');
  expectRefusal(option, 2, 'unknown option');
  expectRefusal(missing, 2, 'sync-host init');
  expectRefusal(nobody, 2, 'SOURCEOS_PASSPHRASE');
  expectRefusal(address, 2, 'Expected the address of a relay');
});

it('writes what a hostile argument holds as its escape', { timeout: 60_000 }, async () => {
  const { stderr } = await runCli(['\u001b[2Jx']);
  expect(stderr).toContain('\\u{1b}[2Jx');
  expect(stderr).not.toContain('\u001b');
});

it(
  'opens keys by their passphrase alone, waits for a relay, and leaves a folder to who holds it',
  { timeout: 120_000 },
  async () => {
    const begun = await runCli(['init', ...device, '--relay', 'http://127.0.0.1:9'], withPassphrase);
    expect(begun).toMatchObject({ code: 0 });
    expect(begun.stdout).toMatch(/Recovery key: SRCOS/);
    expectRefusal(await runCli(['members', ...device], { SOURCEOS_PASSPHRASE: 'wrong' }), 2, '[locked]');
    expectRefusal(await runCli(['init', ...device], withPassphrase), 2, '[already_here]');

    const unreachable = await runCli(['sync', ...device, '--json'], withPassphrase);
    expect(unreachable.code).toBe(3);
    expect(JSON.parse(unreachable.stdout)).toMatchObject({ scopes: [{ result: 'relay_unreachable' }] });
    const doctor = await runCli(['doctor', ...device, '--json'], withPassphrase);
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.stdout)).toMatchObject({ left: 1, findings: [{ check: 'relay', repaired: false }] });

    mkdirSync(join(folder, 'device'), { recursive: true });
    const lock = lockFolder(join(folder, 'device'));
    expectRefusal(await runCli(['members', ...device], withPassphrase), 3, `process ${process.pid}`);
    if (lock.ok) lock.value();
  },
);
