import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { liveRun } from './live-run.js';
import { columns } from './report.js';

it('ends with two devices that have the same, and says what became of each write', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'live-run-'));
  try {
    const { sections, faults } = await liveRun(folder);
    expect(faults).toEqual([]);
    const text = sections.map(({ title, lines }) => `${title}\n${columns(lines)}`).join('\n');
    for (const outcome of ['applied', 'merged', 'held', 'superseded', 'refused']) expect(text).toContain(outcome);
    expect(text).toContain('secret_redacted');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
