import { describe, expect, it } from 'vitest';
import { closingLine, countsBySeverity, countsByStatus } from './counts.js';
import { exampleReport } from './testing/example-report.js';
import { summarise } from './testing/summarise.js';

describe('counts', () => {
  it('leaves out what there is none of', () => {
    expect(countsBySeverity({ error: 1, warn: 0, info: 2 })).toBe('1 error, 2 infos');
    expect(countsByStatus({ missing: 0, invalid: 2, not_applicable: 1 })).toBe('2 invalid, 1 not applicable');
  });

  it('says that there is nothing', () => {
    const empty = summarise({ ...exampleReport, engines: [], repositories: [], findings: [] });
    expect(closingLine(empty)).toBe('0 engines: none. 0 repositories: none. No findings.');
  });
});
