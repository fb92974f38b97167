import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeFinding, report } from './finding.js';

afterEach(() => vi.restoreAllMocks());

describe('a finding', () => {
  it('names path, line, what was found and what was expected', () => {
    expect(describeFinding({ path: 'README.md', line: 3, found: 'a dead link', expected: 'a file' })).toBe(
      'README.md:3: a dead link; expected a file',
    );
    expect(describeFinding({ path: 'docs', found: 'nothing', expected: 'a folder' })).toBe(
      'docs: nothing; expected a folder',
    );
  });
});

describe('report', () => {
  it('exits with 1 and a count where there are findings, with 0 where there are none', () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    expect(report([{ path: 'a', found: 'b', expected: 'c' }], 'all well')).toBe(1);
    expect(log.mock.calls.flat()).toEqual(['a: b; expected c', '1 finding']);
    log.mockClear();
    expect(report([], 'all well')).toBe(0);
    expect(log.mock.calls.flat()).toEqual(['all well']);
  });
});
