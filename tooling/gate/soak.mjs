/**
 * `npm run soak`: the suites that `npm test` runs as a sample, in full, one process for each core. It ends with what was
 * tried. Words after `--` choose suites: `npm run soak -- mixed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './steps.mjs';

/**
 * Folder, files, how many times its sample a suite runs, and in how many parts: 10,000 schedules and seeds, 1,000 hosts,
 * kills and cuts, 1,000 hostile writes, 100,000 inputs, a million numbers. Longest first.
 */
const suites = [
  ['tooling/engine-simulation', ['src/mixed-simulation.test.ts'], 500, 8],
  ['packages/sync-testkit', ['src/replica-world'], 250, 8],
  ['tooling/engine-simulation', ['src/hosts/simulate-hosts.test.ts'], 200, 4],
  ['packages/sync-relay', ['src/crash.test.ts'], 100, 2],
  ['packages/sync-host', ['src/device/crash.test.ts'], 200, 4],
  ['packages/sync-host', ['src/store/crash.test.ts'], 200, 2],
  ['packages/sync-relay', ['src/malformed.test.ts'], 100],
  ['packages/sync-testkit', ['src/laws'], 170],
  ['packages/sync-testkit', ['src/conformance', 'src/hostile'], 20],
  ['packages/sync-testkit', ['src/simulation'], 25],
  ['packages/sync-kernel', ['src/merge'], 50],
  ['packages/sync-kernel', ['src/wire', 'src/native'], 70],
  ['packages/sync-kernel', ['test/malformed-memory.test.ts'], 50],
  ['packages/sync-kernel', ['src/control', 'src/state', 'src/operations'], 10],
  ['packages/sync-relay', ['src/store/conformance.test.ts', 'src/store/nats-store.test.ts', 'src/cluster.test.ts'], 20],
  ['packages/sync-host', ['src/store/power-loss.test.ts'], 20],
  ['packages/sync-host', ['src/device/interrupted.test.ts'], 50],
  ['packages/sync-host', ['src/membership/membership-histories.test.ts'], 34],
  ['tooling/engine-simulation', ['src/secrets'], 5],
  ['tooling/engine-simulation', ['src/hosts/canaries.test.ts'], 5],
  ['packages/sync-agent-registry', ['src/hostile.test.ts'], 5],
  ['packages/sync-audit', ['src/hostile.test.ts'], 5],
  ['packages/sync-policy-fabric', ['src/hostile.test.ts'], 5],
  ['packages/sync-secrets', ['src/hostile.test.ts'], 5],
];

const words = process.argv.slice(2);
const jobs = suites
  .flatMap(([folder, files, times, parts = 1]) =>
    Array.from({ length: parts }, (_, index) => ({
      folder,
      files,
      times,
      part: `${index + 1}/${parts}`,
      name: `${folder} ${files.join(' ')}, ${times} × its sample${parts > 1 ? `, part ${index + 1} of ${parts}` : ''}`,
    })),
  )
  .filter(({ name }) => words.every((word) => name.includes(word)));

const notes = [...new Set(jobs.map(({ folder }) => join(root, folder, '.results/soak.jsonl')))];
for (const file of notes) rmSync(file, { force: true });

/**
 * Where suites keep their stores: in memory, where there is such a folder. What a process wrote outlives its kill there
 * as on a disk, and what a power cut leaves is computed from what was asked of the disk; only waiting for it is saved.
 */
const stores = existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {};

/** Runs one suite or part of it in one process; what it says is kept together. */
const run = ({ folder, files, times, part }) =>
  new Promise((resolve) => {
    const cwd = join(root, folder);
    const vitest = join(createRequire(join(cwd, 'package.json')).resolve('vitest/package.json'), '../vitest.mjs');
    const options = ['--testTimeout=14400000', '--maxWorkers=1', '--reporter=default'];
    const child = spawn(process.execPath, [vitest, 'run', ...options, ...files], {
      cwd,
      env: { ...process.env, ...stores, SOURCEOS_SOAK: String(times), SOURCEOS_SOAK_PART: part },
    });
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', (error) => resolve({ status: 1, said: String(error) }));
    child.on('close', (status) => resolve({ status: status ?? 1, said: Buffer.concat(said).toString() }));
  });

const failed = [];
const waiting = [...jobs];
const work = async () => {
  for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
    const start = performance.now();
    const { status, said } = await run(job);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    process.stdout.write(`\n── ${job.name}: ${status === 0 ? 'passed' : 'failed'} after ${seconds} s\n${said}`);
    if (status !== 0) failed.push(job.name);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, work));

const tried = new Map();
for (const file of notes.filter((path) => existsSync(path))) {
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { what, count } = JSON.parse(line);
    tried.set(what, (tried.get(what) ?? 0) + count);
  }
}
process.stdout.write('\nTried, and passed:\n');
for (const [what, count] of tried) process.stdout.write(`  ${count.toLocaleString('en').padStart(10)} ${what}\n`);
process.stdout.write(failed.length > 0 ? `\nThe soak failed at:\n  ${failed.join('\n  ')}\n` : '\nThe soak passed.\n');
process.exit(failed.length === 0 && jobs.length > 0 ? 0 : 1);
