/**
 * `pnpm --filter @sourceos/gate run check [folder…]`: the types and the lint of every package, or of those named.
 * One process a core takes package after package, so that what they share (the declarations of zod, of the kernel, of
 * Node) is read once, and the lint asks the program that the type check has made; see check-worker.mjs.
 */
import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './steps.mjs';

const has = (folder, file) => existsSync(join(root, folder, file));

/** How much work a package is, roughly: the largest goes first, or it would run alone at the end. */
const weight = (folder) =>
  has(folder, 'src') ? readdirSync(join(root, folder, 'src'), { recursive: true }).length : 0;

const members = ['packages', 'tooling']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  .filter((folder) => has(folder, 'tsconfig.json') || has(folder, 'eslint.config.js'));

const named = process.argv.slice(2);
const unknown = named.filter((folder) => !members.includes(folder));
if (unknown.length > 0) {
  process.stderr.write(`Nothing to check at ${unknown.join(', ')}\n`);
  process.exit(2);
}
const waiting = (named.length === 0 ? members : named).sort((a, b) => weight(b) - weight(a));

const failed = [];

/** Hands packages to one process until none is left. */
const work = () =>
  new Promise((resolve) => {
    // A compiler makes more young objects than V8 expects: with a larger space for them it collects less often.
    const worker = fork(new URL('check-worker.mjs', import.meta.url), { execArgv: ['--max-semi-space-size=64'] });
    let current;
    const next = () => {
      current = waiting.shift();
      if (current === undefined) worker.disconnect();
      else worker.send({ folder: join(root, current) });
    };
    worker.on('message', ({ report }) => {
      if (report !== '') {
        failed.push(current);
        process.stdout.write(`\n${current}\n${report}\n`);
      }
      next();
    });
    worker.on('exit', () => {
      // Whoever goes in the middle of a package has not found it clean.
      if (current !== undefined) failed.push(current);
      resolve();
    });
    next();
  });

await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4, waiting.length) }, work));
failed.push(...waiting);
if (failed.length > 0) process.stdout.write(`\nTypes or lint failed in: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);
