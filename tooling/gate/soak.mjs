/** `npm run soak`: the suites that `npm test` runs as a sample, in full. */
import { pnpm } from './steps.mjs';

/** How many times its sample each suite runs: 10,000 schedules and seeds, 1,000 hostile writes, 100,000 inputs, a million numbers. */
const suites = [
  ['sync-kernel', ['src/merge'], 50],
  ['sync-kernel', ['src/wire', 'src/native'], 70],
  ['sync-kernel', ['src/control', 'src/state', 'src/operations'], 10],
  ['sync-testkit', [], 250],
  ['engine-simulation', ['src/mixed-simulation.test.ts'], 500],
  ['engine-simulation', ['src/secrets'], 5],
  ['sync-agent-registry', ['src/hostile.test.ts'], 5],
  ['sync-audit', ['src/hostile.test.ts'], 5],
  ['sync-policy-fabric', ['src/hostile.test.ts'], 5],
  ['sync-secrets', ['src/hostile.test.ts'], 5],
];

const failed = [];
for (const [name, files, times] of suites) {
  process.stdout.write(`\n── ${name} ${files.join(' ')}, ${times} × its sample\n`);
  const args = ['--filter', `@sourceos/${name}`, 'exec', 'vitest', 'run', '--testTimeout=7200000', ...files];
  if (pnpm(args, { env: { SOURCEOS_SOAK: String(times) } }) !== 0) failed.push(`${name} ${files.join(' ')}`);
}
if (failed.length > 0) process.stdout.write(`\nThe soak failed at: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);
