import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { environment } from '../timed-run.js';

/** What a process printed, or the last line of why it failed. */
export type ChildResult = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly why: string };

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Node's default would be reached by a million objects and what made them. */
const heap = '--max-old-space-size=12288';

/** Runs a program of the suite in a process of its own, with a request as its argument, and waits for it. */
export const runChild = (program: 'trial' | 'growth-point', request: unknown, timeout = 300_000): ChildResult => {
  const file = fileURLToPath(new URL(`./${program}.ts`, import.meta.url));
  const { status, stdout, stderr, signal } = spawnSync(
    process.execPath,
    ['--import', loader, '--expose-gc', heap, file, JSON.stringify(request)],
    { env: environment(), encoding: 'utf8', timeout },
  );
  if (status === 0) return { ok: true, output: stdout };
  const line = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr.trim().split('\n').at(-1) ?? '';
  return { ok: false, why: signal === null ? line : `it was ended by ${signal}` };
};
