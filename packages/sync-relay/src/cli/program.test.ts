import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { serveProcess, startCommand } from '../testing/relay-process.js';
import { runCommand } from './run.js';
import { testClient, testDevice, testScope } from '../testing/client.js';

const root = mkdtempSync(join(tmpdir(), 'relay-cli-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(root, `relay-${(folders += 1)}`);
/** In this process: the command and all that it says, without a process for each wrong flag. */
const run = async (...args: string[]) => {
  let stdout = '';
  let stderr = '';
  const code = await runCommand(args, { out: (text) => (stdout += text), error: (text) => (stderr += text) });
  return { code, stdout, stderr };
};
const errorOf = (stderr: string) => (JSON.parse(stderr) as { error: { code: string; message: string } }).error;

describe('the command sync-relay', { timeout: 120_000 }, () => {
  it('explains itself, and says which version it is', async () => {
    const [help, serveHelp, version] = await Promise.all([run('--help'), run('serve', '--help'), run('--version')]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Exit codes: 0 stopped as asked, 2 usage or configuration, 3');
    expect(serveHelp).toMatchObject({ code: 0, stderr: '' });
    for (const flag of ['--data', '--name', '--port', '--host', '--nats', '--trust-proxy', '--json']) {
      expect(serveHelp.stdout).toContain(flag);
    }
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
  });

  it('ends with 2 where the command is wrong, says how, and prints nothing', async () => {
    const folder = newFolder();
    const wrong = [
      [['serve', '--name', 'a'], '--data'],
      [['serve', '--data', folder], '--name'],
      [['serve', '--data', folder, '--name', 'A B'], 'a-z, 0-9'],
      [['serve', '--data', folder, '--name', 'a', '--port', '65536'], '0 to 65535'],
      [['serve', '--data', folder, '--name', 'a', '--trust-proxy', '-1'], '0 to 16'],
      [['serve', '--data', folder, '--name', 'a', '--nats', 'http://localhost'], 'host:port'],
      [['serve', '--data', folder, '--name', 'a', '--colour'], '--colour'],
      [['listen'], 'listen'],
    ] as const;
    for (const [args, says] of wrong) {
      const { code, stdout, stderr } = await run(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(says);
    }
    expect(() => statSync(folder)).toThrow();
    // The process ends with that code.
    expect(await startCommand(['serve']).ended).toMatchObject({ code: 2, stdout: '' });
  });

  it('ends with 3 where the folder or the database is none, and with 2 where the key is none', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, 'not a folder');
    const inFile = await run('serve', '--data', join(file, 'relay'), '--name', 'a', '--json');
    expect(inFile).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(inFile.stderr)).toMatchObject({ code: 'folder_unusable' });

    const folder = newFolder();
    const relay = await serveProcess(folder);
    relay.kill('SIGTERM');
    await relay.ended;
    const key = join(folder, 'relay.key');
    const good = readFileSync(key);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    writeFileSync(key, 'not a key');
    const bad = await run('serve', '--data', folder, '--name', 'a');
    expect(bad).toMatchObject({ code: 2, stdout: '' });
    expect(bad.stderr).toContain(key);
    expect(bad.stderr).toContain('expected 64 lower-case hexadecimal digits, found 9 characters');
    expect(bad.stderr).not.toContain('not a key\n');
    writeFileSync(key, good);
    chmodSync(key, 0o644);
    const exposed = await run('serve', '--data', folder, '--name', 'a', '--json');
    expect(exposed.code).toBe(2);
    expect(errorOf(exposed.stderr)).toMatchObject({
      code: 'key_exposed',
      message: expect.stringContaining(key) as string,
    });
    chmodSync(key, 0o600);
    writeFileSync(join(folder, 'relay.sqlite'), 'no database at all, and long enough to be read as one'.repeat(40));
    const torn = await run('serve', '--data', folder, '--name', 'a', '--json');
    expect(torn.code).toBe(3);
    expect(errorOf(torn.stderr)).toMatchObject({ code: 'store_unusable' });
  });

  it('ends with 3 where no server of NATS answers', async () => {
    const away = await run('serve', '--data', newFolder(), '--name', 'a', '--nats', '127.0.0.1:1', '--json');
    expect(away).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(away.stderr)).toMatchObject({ code: 'store_unusable' });
    expect(errorOf(away.stderr).message).toContain('127.0.0.1:1');
  });

  it('ends with 3 where the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const taken = await run('serve', '--data', newFolder(), '--name', 'a', '--port', String(port), '--json');
    server.close();
    expect(taken).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(taken.stderr)).toMatchObject({ code: 'port_unusable' });
    expect(errorOf(taken.stderr).message).toContain(String(port));
  });

  it('runs once a folder, says who runs there, and takes over from one that was killed', async () => {
    const folder = newFolder();
    const first = await serveProcess(folder);
    const second = await startCommand(['serve', '--data', folder, '--name', 'a', '--port', '0', '--json']).ended;
    expect(second).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(second.stderr)).toMatchObject({
      code: 'store_in_use',
      message: expect.stringContaining(`process ${first.pid}`) as string,
    });
    first.kill('SIGKILL');
    await first.ended;
    const third = await serveProcess(folder);
    expect(third.listening.publicKey).toBe(first.listening.publicKey);
    third.kill('SIGINT');
    expect(await third.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('stops as asked: lets feeds know, ends with 0, and has what it acknowledged', async () => {
    const folder = newFolder();
    const relay = await serveProcess(folder);
    const { url } = relay.listening;
    const scope = testScope('garden');
    const ada = testDevice('ada');
    const client = testClient(url, ada);
    await client.signIn();
    await client.open(scope.scopeId, scope.genesis);
    const { head } = await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(ada) }]);
    const feed = new WebSocket(`${url.replace('http', 'ws')}/v1/scopes/${scope.scopeId}/feed`, [
      'sourceos.relay.v1',
      `token.${client.token()}`,
    ]);
    await new Promise((resolve) => feed.once('message', resolve));
    const closed = new Promise<number>((resolve) => feed.once('close', resolve));
    relay.kill('SIGTERM');
    expect(await closed).toBe(1001);
    const { code, stdout, stderr } = await relay.ended;
    expect({ code, lines: stdout.split('\n').length, stderr }).toEqual({ code: 0, lines: 2, stderr: '' });
    const again = await serveProcess(folder);
    const other = testClient(again.listening.url, ada);
    await other.signIn();
    const answer = await other.json(await other.call('GET', `/v1/scopes/${scope.scopeId}/head`));
    expect(answer.head).toMatchObject({ size: head.size, root: head.root });
    again.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
  });
});
