import { describe, expect, it } from 'vitest';
import type { Contender } from './contender.js';
import type { Measured } from './measure.js';
import { figures } from './table.js';
import { targetTable } from './target.js';

const contender = (name: string): Contender => ({
  ...{ name, does: '', command: '', args: [], cwd: '', exitCode: 0 },
  inspect: () => ({ done: true }),
});
const cells = (markdown: string): string[][] =>
  markdown.split('\n').map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

const base: Measured = {
  ...{ contender: contender('base'), measured: true, cpu: 90, peak: 50e6, found: '1 of 9' },
  wall: { median: 100, min: 99.94, max: 1234 },
};
const slower: Measured = { ...base, contender: contender('slower'), wall: { median: 250, min: 240, max: 260 } };

describe('the table of figures', () => {
  it('has median, spread, ratio to the base, processor time, memory and what was found', () => {
    const [, , first, second] = cells(figures([base, slower], { base, found: 'found' }));
    expect(first).toEqual(['base', '100 ms', '99.9 ms – 1,234 ms', '1.00 ×', '90.0 ms', '50 MB', '1 of 9']);
    expect(second?.[3]).toBe('2.50 ×');
  });

  it('keeps a row for who could not be measured', () => {
    const failed = { contender: contender('broken'), measured: false, why: 'it broke' } as const;
    const [, , , row] = cells(figures([base, failed], { base }));
    expect(row).toEqual(['broken', 'failed', '', '', '', '']);
  });
});

describe('the table of targets', () => {
  it('says which are met, which are missed, and which were not measured', () => {
    const target = { what: 'it', atMost: 2, format: String };
    const rows = cells(targetTable([2, 2.1, undefined].map((measured) => ({ ...target, measured }))));
    expect(rows.slice(2).map((row) => row[3])).toEqual(['met', 'missed', 'not measured']);
  });
});
