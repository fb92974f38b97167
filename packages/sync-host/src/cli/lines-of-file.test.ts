import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { linesOfFile } from './lines-of-file.js';

const folder = mkdtempSync(join(tmpdir(), 'sync-host-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('gives every line whole, also where a character lies across two reads', () => {
  const file = join(folder, 'lines');
  const lines = Array.from({ length: 200 }, (_, index) => 'é€𝄞'.repeat(index * 7));
  writeFileSync(file, `${lines.join('\n')}\n`);
  expect([...linesOfFile(file)]).toEqual(lines);
});

it('gives a last line that nothing ends', () => {
  const file = join(folder, 'cut');
  writeFileSync(file, 'a\nb');
  expect([...linesOfFile(file)]).toEqual(['a', 'b']);
});
