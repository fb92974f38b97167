/** `npm test`: the whole gate, the same on a desk and in CI. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm, root } from './steps.mjs';

const script = (name, ...args) => ['--filter', `@sourceos/${name}`, 'run', ...args];
const turbo = (...args) => ['exec', 'turbo', 'run', ...args, '--output-logs=errors-only'];

const steps = [
  ['install', ['install', '--frozen-lockfile', '--reporter=append-only']],
  ['build', turbo('build')],
  ['format', ['exec', 'prettier', '--check', '--log-level=warn', '.']],
  ['lint and types', script('gate', 'check')],
  ['generated files', script('generate', 'generate', '--check')],
  ['unused code', ['exec', 'knip', '--no-config-hints']],
  ['test', ['exec', 'turbo', 'run', 'test', '--output-logs=new-only', '--concurrency=2']],
  ['structure-check', script('structure-check', 'structure-check')],
  ['pack-check', script('pack-check', 'pack-check')],
  ['docs-check', script('docs-check', 'docs-check')],
];

const members = ['packages', 'tooling'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, folder, name, '.results')),
);
const results = (file) => members.map((folder) => join(folder, file)).filter((path) => existsSync(path));

/** What could not run here, once each, with how to get what is needed. */
const notRun = () => {
  const lines = results('not-run.jsonl').flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
  return [...new Set(lines)].map((line) => JSON.parse(line));
};

for (const folder of members) rmSync(folder, { recursive: true, force: true });

/** Without these, no other step says anything worth reading. */
const groundwork = ['install', 'build'];

const timings = [];
const failed = [];
for (const [name, args] of steps) {
  const start = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const status = pnpm(args);
  timings.push([name, (performance.now() - start) / 1000]);
  if (status === 0) continue;
  failed.push(name);
  if (groundwork.includes(name)) break;
}

process.stdout.write(
  `\n${timings.map(([name, seconds]) => `${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s`).join('\n')}\n`,
);

const absent = notRun();
if (absent.length > 0) {
  process.stdout.write('\nNot run here:\n');
  for (const { name, what, get } of absent) process.stdout.write(`  ${what} (needs ${name}: ${get})\n`);
}

const counts = results('vitest.json').map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
if (failed.length > 0) process.stdout.write(`\nThe gate failed at: ${failed.join(', ')}\n`);
process.stdout.write(`\nTests: ${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed\n`);
process.exit(failed.length === 0 ? 0 : 1);
