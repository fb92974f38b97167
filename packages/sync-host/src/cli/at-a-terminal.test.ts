import { createMemoryStore, createRelay } from '@sourceos/sync-relay';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCliStage, type CliStage } from './testing/cli-stage.js';
import { runProgramHere, startProgram } from './testing/in-process.js';

// Each command opens a device anew, and other tests run beside these.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let stage: CliStage;
beforeAll(async () => {
  stage = await startCliStage((options) => createRelay({ ...options, store: createMemoryStore() }));
});
afterAll(async () => {
  await stage.end();
});

describe('a passphrase at a terminal', () => {
  const at = (name: string, ...args: readonly string[]) =>
    startProgram(['--folder', stage.device(name).folder, ...args], { terminal: true });

  it('is typed twice for new keys, opens them from then on, and is shown nowhere', async () => {
    const differing = at('pass', 'init');
    await differing.answer('A passphrase for the keys', 'correct horse\r');
    await differing.answer('The same again: ', 'correct house\r');
    const differed = await differing.ended;
    expect(differed).toMatchObject({ code: 2, stdout: '' });
    expect(differed.stderr).toContain('nothing was made');

    const beginning = at('pass', 'init');
    await beginning.answer('A passphrase for the keys', 'correct horse\r');
    await beginning.answer('The same again: ', 'correct horse\r');
    await beginning.answer('Its last group', '\u0004');
    const begun = await beginning.ended;
    expect(begun.code).toBe(0);
    // Whoever did not type the group has the key in what was printed.
    expect(begun.stdout).toContain('Recovery key: SRCOS');
    expect(begun.stdout + begun.stderr).not.toContain('correct horse');

    const wrong = at('pass', 'members');
    await wrong.answer('Passphrase: ', 'wrong\r');
    expect(await wrong.ended).toMatchObject({ code: 2, stderr: expect.stringContaining('[locked]') as string });
    const right = at('pass', 'members');
    await right.answer('Passphrase: ', 'correct horse\r');
    expect(await right.ended).toMatchObject({ code: 0 });
    const gaveUp = at('pass', 'members');
    await gaveUp.answer('Passphrase: ', '\u0003');
    expect(await gaveUp.ended).toMatchObject({ code: 2, stderr: expect.stringContaining('passphrase') as string });
  });
});

describe('joining by messages that a person carries', () => {
  const carried = (from: ReturnType<typeof startProgram>, slot: string): Promise<string> =>
    from.after(`Paste this ${slot} on the other device:`);
  const begin = () => {
    const joining = stage.device('bob').at(['join', '--paste']);
    const admitting = stage.device('ada').at(['admit', '--paste']);
    return { joining, admitting };
  };
  const meet = async ({ joining, admitting }: ReturnType<typeof begin>): Promise<void> => {
    await admitting.answer('Paste the other device’s request', `${await carried(joining, 'request')}\r`);
    await joining.answer('Paste the other device’s invitation', `${await carried(admitting, 'invitation')}\r`);
    await admitting.answer('Paste the other device’s reveal', `${await carried(joining, 'reveal')}\r`);
  };

  beforeAll(async () => {
    expect(await stage.device('ada').run('init', '--relay', stage.relayUrl)).toMatchObject({ code: 0 });
    expect(await stage.device('ada').run('sync')).toMatchObject({ code: 0 });
  });

  it('admits nobody where the codes are not confirmed, and reads no message that was cut off', async () => {
    const both = begin();
    await meet(both);
    await both.admitting.answer('Does the other device show the same code?', 'n\r');
    await both.joining.answer('Does the other device show the same code?', '\r');
    const refused = await Promise.all([both.admitting.ended, both.joining.ended]);
    for (const { code, stderr } of refused) {
      expect(code).toBe(2);
      expect(stderr).toContain('The codes were not confirmed');
    }
    expect(await stage.device('ada').json<object>('members')).toMatchObject({ members: [{ own: true }] });

    const { joining, admitting } = begin();
    const request = await carried(joining, 'request');
    await admitting.answer('Paste the other device’s request', `${request.slice(0, -9)}\r`);
    const cut = await admitting.ended;
    expect(cut).toMatchObject({ code: 2 });
    expect(cut.stderr).toContain('copy it again');
    await joining.answer('Paste the other device’s invitation', '\u0003');
    expect(await joining.ended).toMatchObject({ code: 2 });
  });

  it('shows one code on both, and has what the other wrote once both people said yes', async () => {
    const both = begin();
    await meet(both);
    const codes = await Promise.all([both.joining.said('Code: '), both.admitting.said('Code: ')]);
    expect(codes[0]).toBe(codes[1]);
    await both.admitting.answer('Does the other device show the same code?', 'y\r');
    expect(await both.admitting.ended).toMatchObject({ code: 0 });
    await both.joining.answer('Does the other device show the same code?', 'yes\r');
    const joined = await both.joining.ended;
    expect(joined).toMatchObject({ code: 0 });
    expect(joined.stdout).toMatch(/Joined urn:srcos:profile:/);
    expect((await stage.device('bob').json<{ members: object[] }>('members')).members).toHaveLength(2);
  });

  it('needs a terminal, or somebody who gives the comparison up', async () => {
    const given = ['--folder', stage.device('cleo').folder, '--key-file', 'device.key'];
    const alone = await runProgramHere([...given, 'join', '--relay', stage.relayUrl]);
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') as string });
    const pasted = await runProgramHere([...given, 'join', '--paste', '--yes']);
    expect(pasted).toMatchObject({ code: 2, stderr: expect.stringContaining('terminal') as string });
    const nowhere = await runProgramHere([...given, 'join', '--yes']);
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('--relay') as string });
    const ticket = await stage.device('ada').run('admit', 'no-ticket', '--yes');
    expect(ticket).toMatchObject({ code: 2, stderr: expect.stringContaining('Expected the ticket') as string });
  });
});
