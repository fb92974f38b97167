import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReporterName, loadReporter, reporterNames, reporters } from './index.js';
import { arbitraryReport } from './testing/arbitrary-report.js';

describe('the table of reporters', () => {
  it('has the nine formats, each with a line for the help', () => {
    expect(reporterNames).toEqual([
      ...['pretty', 'concise', 'json', 'ndjson', 'junit', 'sarif', 'github', 'markdown', 'html'],
    ]);
    for (const { summary } of Object.values(reporters)) expect(summary).toMatch(/^\S.{10,80}$/);
  });

  it('knows its own names and no inherited one', () => {
    expect(isReporterName('sarif')).toBe(true);
    expect(isReporterName('__proto__')).toBe(false);
    expect(isReporterName('toString')).toBe(false);
  });
});

describe.each(reporterNames)('the %s reporter', (name) => {
  it('is loaded by its name', async () => {
    expect((await loadReporter(name)).name).toBe(name);
  });

  it('writes text that ends in a newline and acts on no terminal, whatever the report', async () => {
    const reporter = await loadReporter(name);
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const text = reporter.render(report, { color: false });
        expect(text.endsWith('\n')).toBe(true);
        expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(reporter.summary?.(report) ?? '').not.toMatch(/[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });
});
