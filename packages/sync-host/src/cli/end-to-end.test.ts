import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli, startCli, startRelay, temporaryFolder, type Ran } from './testing/run-cli.js';

const { folder, remove } = temporaryFolder();
const withKeyFile = { SOURCEOS_KEY_FILE: 'device.key' };
let relay: Awaited<ReturnType<typeof startRelay>>;

const on =
  (name: string) =>
  (...args: readonly string[]): Promise<Ran> =>
    runCli(['--folder', join(folder, name), '--json', ...args], withKeyFile);
const first = on('first');
const second = on('second');

interface Decided {
  readonly collection: string;
  readonly outcome: string;
}
/** Outcomes in a collection: what the devices decided travels too, into the log of the audit engine. */
const outcomesIn = (collection: string, { scopes }: Json): readonly string[] =>
  (scopes[0]?.decisions ?? []).filter((decision) => decision.collection === collection).map(({ outcome }) => outcome);

type Json = Readonly<Record<'code' | 'deviceId' | 'head' | 'personId' | 'recoveryKey' | 'scopeId', string>> & {
  readonly items: readonly { readonly writeId: string; readonly card: { readonly title: string } }[];
  readonly scopes: readonly { readonly decisions: readonly Decided[]; readonly result: string }[];
  readonly record: { readonly aliases?: object };
};
const json = (ran: Ran): Json => JSON.parse(ran.stdout) as Json;

/** What a command came to, with what it said where it came to something else. */
const expectCode = (ran: Ran, code: number): Json => {
  expect(ran.code, `${ran.stdout}${ran.stderr}`).toBe(code);
  return json(ran);
};

beforeAll(async () => {
  relay = await startRelay(join(folder, 'relay'));
});
afterAll(async () => {
  await relay.stop();
  remove();
});

const id = 'urn:srcos:shell-profile:everyday';
const profile = {
  type: 'ShellProfile',
  name: 'Everyday',
  dialect: 'bash',
  prompt: { left: [{ kind: 'fact', fact: 'working_directory' }] },
};
const file = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};

it(
  'has two processes join, sync, review, verify, export and part through a relay in a third',
  { timeout: 300_000 },
  async () => {
    const begun = expectCode(await first('init', '--relay', relay.url), 0);
    expect(begun.recoveryKey).toMatch(/^SRCOS/);

    const joining = startCli(
      ['--folder', join(folder, 'second'), '--json', 'join', '--relay', relay.url, '--yes'],
      withKeyFile,
    );
    const ticket = await joining.said('Ticket: ');
    const admitted = expectCode(await first('admit', ticket, '--yes'), 0);
    const joined = expectCode(await joining.ended, 0);
    expect(joined.code).toBe(admitted.code);
    expect(joined.scopeId).toBe(begun.scopeId);
    expect(joined.personId).toBe(begun.personId);

    expectCode(await first('set', 'shell', id, file('profile.json', profile)), 0);
    expectCode(await first('sync'), 0);
    const received = expectCode(await second('sync'), 0);
    expect(outcomesIn('shell', received)).toEqual(['applied']);
    expect(outcomesIn('audit', received)).toEqual(['applied']);

    // A dangerous change of the second device waits on the first for a person, and one review settles both.
    await second('set', '--patch', 'shell', id, file('alias.json', { aliases: { ll: 'ls -l' } }));
    await second('sync');
    const held = expectCode(await first('sync'), 1);
    expect(outcomesIn('shell', held)).toEqual(['held']);
    const [waiting] = expectCode(await first('review'), 1).items;
    expect(waiting?.card.title).toContain('Everyday');
    expectCode(await first('review', 'approve', waiting?.writeId.slice(7, 19) ?? ''), 0);
    expectCode(await second('sync'), 0);
    const [here, there] = await Promise.all([first('get', 'shell', id), second('get', 'shell', id)]);
    expect(expectCode(here, 0).record).toEqual({ ...profile, aliases: { ll: 'ls -l' } });
    expect(expectCode(there, 0).record).toEqual(json(here).record);

    const head = expectCode(await first('audit', 'head'), 0).head;
    expectCode(await first('audit', 'verify', '--head', head), 0);
    const output = join(folder, 'shell.ndjson');
    expectCode(await first('export', 'shell', '--output', output), 0);
    expect(expectCode(await second('export', 'verify', output), 0)).toMatchObject({ whole: true, records: 2 });
    writeFileSync(output, readFileSync(output, 'utf8').replace('ls -l', 'ls -a'));
    expect(expectCode(await second('export', 'verify', output), 1)).toMatchObject({ whole: false });

    const [status, doctor] = await Promise.all([second('status'), first('doctor')]);
    expectCode(status, 0);
    expectCode(doctor, 0);

    expect(expectCode(await first('remove', joined.deviceId, '--yes'), 0)).toMatchObject({
      removed: true,
      sent: true,
    });
    expectCode(await first('set', 'shell', id, file('later.json', { ...profile, name: 'Later' })), 0);
    await first('sync');
    const refused = await second('sync');
    expect([1, 3]).toContain(refused.code);
    expect(json(await second('get', 'shell', id)).record).toMatchObject({ name: 'Everyday' });
  },
);
