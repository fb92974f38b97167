import { chmodSync } from 'node:fs';
import { createMemoryStore, createRelay } from '@sourceos/sync-relay';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCliStage, type CliStage } from './testing/cli-stage.js';

// Each command opens a device anew, and other tests run beside these.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let stage: CliStage;
beforeAll(async () => {
  stage = await startCliStage((options) => createRelay({ ...options, store: createMemoryStore() }));
  await stage.joined('ada', 'bob');
});
afterAll(async () => {
  await stage.end();
});

interface Items {
  readonly items: readonly { readonly writeId: string; readonly expires: string; readonly since: string }[];
}
interface Got {
  readonly record: { readonly aliases?: object; readonly name: string };
}

const profile = (name: string) => ({ type: 'ShellProfile', name, dialect: 'bash' });
const id = (name: string): string => `urn:srcos:shell-profile:${name.toLowerCase()}`;
const recordOf = async (device: string, name: string) =>
  (await stage.device(device).json<Got>('get', 'shell', id(name))).record;

let count = 0;
let names: readonly string[] = [];

/** Bob proposes an alias for each of some new profiles; Ada's device holds them. */
const proposed = async (amount: number): Promise<void> => {
  names = Array.from({ length: amount }, () => `Profile${String((count += 1))}`);
  const bob = stage.device('bob');
  for (const name of names) await bob.run('set', 'shell', id(name), stage.file(`${name}.json`, profile(name)));
  for (const name of names) {
    await bob.run('set', '--patch', 'shell', id(name), stage.file('alias.json', { aliases: { ll: `ls ${name}` } }));
    await bob.run('sync');
    // One by one, so that they wait in this order.
    expect((await stage.device('ada').run('sync')).code).toBe(1);
  }
};

/** Nothing waits that an earlier test left. */
const settled = async (): Promise<void> => {
  const ada = stage.device('ada');
  for (const { writeId } of (await ada.json<Items>('review')).items) await ada.run('review', 'reject', writeId);
};

/** Ada reviews at a terminal. */
const review = (env?: NodeJS.ProcessEnv) => stage.device('ada').at(['review'], env);
const prompt = '[a] approve';

describe('a review at a terminal', () => {
  beforeEach(async () => {
    await settled();
    await proposed(3);
  });

  it('takes a key a card: approves, rejects, skips, and leaves what was skipped waiting', async () => {
    const [first = '', second = '', third = ''] = names;
    const reviewing = review();
    await reviewing.answer(/1 of 3[^]*\[q\] quit/, 'a');
    await reviewing.answer(/Approved\.[^]*2 of 3[^]*\[q\] quit/, 'r');
    await reviewing.answer(/Rejected\.[^]*3 of 3[^]*\[q\] quit/, 's');
    const { code, stdout } = await reviewing.ended;
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ code: 1, last: '2 settled, 1 wait.' });
    expect(stdout).toContain(first);
    expect(stdout).toContain('would change in aliases');

    await stage.device('bob').run('sync');
    for (const device of ['ada', 'bob']) {
      expect(await recordOf(device, first)).toMatchObject({ aliases: { ll: `ls ${first}` } });
      expect(await recordOf(device, second)).toEqual(profile(second));
    }
    const left = await stage.device('ada').json<Items>('review', 'list');
    expect(left).toMatchObject({ exit: 1, items: [{}] });
    const [item] = left.items;
    expect(Date.parse(item?.expires ?? '') - Date.parse(item?.since ?? '')).toBe(30 * 86_400_000);
    const { stdout: card } = await stage.device('ada').run('review', 'show', item?.writeId ?? '');
    expect(card).toContain(third);
    const listed = await stage.device('ada').run('review', 'list');
    expect(listed.stdout).toMatch(/since \d{4}-\d\d-\d\d, until \d{4}-\d\d-\d\d/);
  });

  it('stops at q, by Ctrl+C too, and takes no other key for one of its own', async () => {
    const reviewing = review();
    await reviewing.answer(prompt, 'xyz1\r q');
    expect(await reviewing.ended).toMatchObject({ code: 1 });
    const again = review();
    await again.answer(prompt, '\u0003');
    const { stdout } = await again.ended;
    expect(stdout).toContain('0 settled, 3 wait.');
  });

  it('has a record edited in the person’s editor, asks again where that came to nothing, and signs what came', async () => {
    const [first = '', second = '', third = ''] = names;
    const without = review();
    await without.answer(prompt, 'e');
    await without.answer(/Say in EDITOR[^]*\[a\] approve/, 'q');
    await without.ended;

    const untouched = review({ EDITOR: 'true' });
    await untouched.answer(prompt, 'e');
    await untouched.answer(/\[a\] approve[^]*\[a\] approve/, 'q');
    expect((await untouched.ended).stdout).toContain('0 settled, 3 wait.');

    const failing = review({ EDITOR: 'false' });
    await failing.answer(prompt, 'e');
    await failing.answer(/The editor failed: nothing was decided\.[^]*\[a\] approve/, 'q');
    await failing.ended;

    const content = stage.file('edited.json', { ...profile(first), aliases: { list: 'ls -l' } });
    const editor = stage.file('editor.sh', `#!/bin/sh\ncat '${content}' > "$1"\n`);
    chmodSync(editor, 0o700);
    const editing = review({ EDITOR: editor });
    await editing.answer(prompt, 'e');
    await editing.answer(/Edited\.[^]*\[q\] quit/, 'a');
    await editing.answer(/Approved\.[^]*\[q\] quit/, 'a');
    expect(await editing.ended).toMatchObject({ code: 0 });
    expect(await recordOf('ada', first)).toEqual({ ...profile(first), aliases: { list: 'ls -l' } });
    expect(await recordOf('ada', second)).toMatchObject({ aliases: { ll: `ls ${second}` } });
    expect(await recordOf('ada', third)).toMatchObject({ aliases: { ll: `ls ${third}` } });
  });
});

it('tells mistakes about a review by a sentence, and an edit that fits no schema by its field', async () => {
  await settled();
  await proposed(1);
  const ada = stage.device('ada');
  const [item] = (await ada.json<Items>('review')).items;
  const start = item?.writeId.slice(7, 19) ?? '';
  const refused = async (exit: number, words: string, ...args: readonly string[]) => {
    const { code, stderr } = await ada.run('review', ...args);
    expect({ code, stderr }).toMatchObject({ code: exit });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  };
  await refused(2, 'Nothing that waits has the id', 'approve', 'ffffffffffff');
  await refused(2, 'six characters', 'approve', 'ff');
  await refused(2, '/nowhere/record.json', 'edit', start, '/nowhere/record.json');
  await refused(2, 'broken.json', 'edit', start, stage.file('broken.json', '{ "name": '));
  await refused(1, '/dialect', 'edit', start, stage.file('wrong.json', { ...profile('X'), dialect: 'cobol' }));
  const edited = stage.file('right.json', profile('Right'));
  expect(await ada.run('review', 'edit', start, edited)).toMatchObject({ code: 0 });
  await refused(2, 'Nothing that waits has the id', 'approve', start);
  expect(await ada.run('review', 'list')).toMatchObject({ code: 0, stdout: 'Nothing waits for a person.\n' });
});
