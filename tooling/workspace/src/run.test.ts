import { expect, it } from 'vitest';
import { run } from './run.js';

const node = (script: string, timeout?: number) =>
  run(process.execPath, ['-e', script], { cwd: process.cwd(), ...(timeout !== undefined && { timeout }) });

it('gives exit code and output', async () => {
  expect(await node('console.log("out"); console.error("err"); process.exitCode = 3')).toMatchObject({
    code: 3,
    stdout: 'out\n',
    output: expect.stringContaining('err') as string,
  });
});

it('ends a command, and what it started, when its time is up', async () => {
  const spawning = 'require("node:child_process").spawnSync(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"])';
  const { code, output } = await node(spawning, 500);
  expect(code).toBe(124);
  expect(output).toContain('stopped after 500 ms');
});

it('gives 127 for a command that is not there', async () => {
  expect(await run('no-such-command-here', [], { cwd: process.cwd() })).toMatchObject({ code: 127 });
});
