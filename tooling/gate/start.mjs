/**
 * `npm start`: installs and builds what the scanner and the engines need, scans an estate (the example that ships with
 * the project, or the sources after `--`), and has two devices sync through a relay.
 */
import { isAbsolute, resolve } from 'node:path';
import { node, pnpm } from './steps.mjs';

const scanner = '@sourceos/sync-estate';
const liveRun = '@sourceos/live-run';
const given = process.argv.slice(2);
const sources = given.filter((argument) => !argument.startsWith('-'));

const setUp = [
  [
    'install',
    '--frozen-lockfile',
    '--reporter=silent',
    '--filter',
    `${scanner}...`,
    '--filter',
    `${liveRun}...`,
    '--filter',
    'sync-engine-registry',
  ],
  [
    ...['exec', 'turbo', 'run', 'build', '--output-logs=errors-only', '--log-prefix=none'],
    ...['--filter', scanner, '--filter', `${liveRun}...`],
  ],
];
for (const args of setUp) {
  // Progress is for people and not part of the result: it goes to standard error. What runs needs no type declarations.
  const status = pnpm(args, { env: { SOURCEOS_NO_DTS: '1' }, stdio: ['ignore', 2, 'inherit'] });
  if (status !== 0) {
    process.stderr.write(`npm start: "pnpm ${args.slice(0, 4).join(' ')} …" failed\n`);
    process.exit(status);
  }
}

// npm starts scripts at the root of the checkout; paths were written where it was called.
const from = process.env.INIT_CWD ?? process.cwd();
const located = given.map((argument) =>
  sources.includes(argument) && !isAbsolute(argument) ? resolve(from, argument) : argument,
);
const status = node([
  'packages/sync-estate/dist/cli.cjs',
  'scan',
  ...(sources.length === 0 ? ['docs/example-estate'] : []),
  ...located,
]);
process.stdout.write('\nTwo devices and a relay, live:\n\n');
const live = pnpm(['--filter', liveRun, '--silent', 'run', 'live-run']);
if (live !== 0) process.exit(live);
// The example is made to have findings: showing them is success. Of an estate of one's own the code is the scanner's.
process.exit(sources.length === 0 && status === 1 ? 0 : status);
