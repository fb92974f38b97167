import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveRun } from './live-run.js';
import { columns } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'live-run-'));
const start = performance.now();
try {
  const { sections, faults } = await liveRun(folder);
  for (const { title, lines } of sections) process.stdout.write(`${title}\n${columns(lines)}\n\n`);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  if (faults.length === 0) process.stdout.write(`Both devices have the same, after ${seconds} s.\n`);
  else process.stderr.write(`The live run did not come out as it has to:\n  ${faults.join('\n  ')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
