import { engineState, reasonCode } from '@sourceos/sync-spec';
import { expect, it } from 'vitest';
import { kernelSource, kernelTables } from './kernel-tables.js';

const kernel = await kernelSource();
const content = (file: string, part: string): string =>
  kernelTables(kernel).find((artifact) => artifact.file === file && artifact.part === part)?.content ?? '';

it('shows every state with a remedy, in the order of the precedence', () => {
  const rows = content('docs/states.md', 'states').split('\n').slice(2);
  expect(rows).toHaveLength(kernel.precedence.length);
  expect(new Set(rows.map((row) => /^\| \d+ \| `(\w+)`/.exec(row)?.[1]))).toEqual(new Set(engineState.values));
  for (const row of rows) expect(row).toMatch(/\| [^|]+\. \|$/);
});

it('shows every reason code, and every detail once with where it is found and what to do', () => {
  const text = content('docs/reasons.md', 'reasons');
  for (const name of reasonCode.values) expect(text).toContain(`## ${name}\n`);
  for (const detail of Object.keys(kernel.reasonDetails)) {
    expect(text.split('\n').filter((line) => line.startsWith(`| \`${detail}\` |`))).toEqual([
      expect.stringMatching(/\| [a-z, ]+ \| [^|]+\. \|$/),
    ]);
  }
});
