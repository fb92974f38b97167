import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportSchema, type Report } from '../report/report.js';
import { json } from './json.js';
import { jsonText } from './json-text.js';
import { ndjson } from './ndjson.js';
import { arbitraryReport } from './testing/arbitrary-report.js';
import { exampleReport } from './testing/example-report.js';

const options = { color: false };
const plain = (report: Report): unknown => JSON.parse(JSON.stringify(report));

describe('the json reporter', () => {
  it('writes the report, valid by its contract', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const written: unknown = JSON.parse(json.render(report, options));
        expect(written).toEqual(plain(report));
        expect(reportSchema.safeParse(written).success).toBe(true);
      }),
    );
  });

  it('writes a row a line, so that reports can be compared line by line', () => {
    const lines = json.render(exampleReport, options).split('\n');
    for (const row of [...exampleReport.engines, ...exampleReport.repositories, ...exampleReport.findings]) {
      expect(lines.map((line) => line.trim().replace(/,$/, ''))).toContain(jsonText(row));
    }
  });
});

describe('the ndjson reporter', () => {
  it('writes each part on a line of its own, told apart by kind', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const lines = ndjson
          .render(report, options)
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as { kind: string });
        const of = (kind: string) =>
          lines.filter((line) => line.kind === kind).map((line) => ({ ...line, kind: undefined }));
        const { engines, repositories, findings, ...summary } = plain(report) as Report;
        expect(of('summary')).toEqual([summary]);
        expect(of('engine')).toEqual(engines);
        expect(of('repository')).toEqual(repositories);
        expect(of('finding')).toEqual(findings);
      }),
    );
  });
});
