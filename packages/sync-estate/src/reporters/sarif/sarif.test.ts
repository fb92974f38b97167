import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../report/report.js';
import { allRules } from '../../rules/index.js';
import { arbitraryReport } from '../testing/arbitrary-report.js';
import { exampleReport, makeFinding } from '../testing/example-report.js';
import { summarise } from '../testing/summarise.js';
import { relativeUri } from './location.js';
import { sarif } from './sarif.js';

const ajv = new draft04.default({ strict: false, unicodeRegExp: false });
formats.default(ajv);
const isSarif = ajv.compile(
  JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
      'utf8',
    ),
  ) as object,
);

interface Log {
  runs: [
    {
      tool: { driver: { version: string; rules: { id: string; help?: { markdown: string }; helpUri?: string }[] } };
      invocations: [{ executionSuccessful: boolean }];
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        message: { text: string };
        locations: [{ physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region: object } }];
        partialFingerprints: object;
        suppressions?: object[];
        properties: object;
      }[];
    },
  ];
}

const logOf = (report: Report): Log => JSON.parse(sarif.render(report, { color: false })) as Log;

const runOf = (report: Report) => logOf(report).runs[0];

describe('the sarif reporter', () => {
  it('writes what the SARIF 2.1.0 schema accepts, whatever the text', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        expect(isSarif(logOf(report)), JSON.stringify(isSarif.errors)).toBe(true);
      }),
    );
  });

  it('is held to a schema that refuses', () => {
    expect(isSarif({ ...logOf(exampleReport), bogus: 1 })).toBe(false);
  });

  it('says each rule that a finding names once, with its help', () => {
    const findings = allRules.flatMap(({ id }) => [
      makeFinding({ rule: id, message: 'x' }),
      makeFinding({ rule: id, message: 'y' }),
    ]);
    const { tool, results } = runOf(summarise({ ...exampleReport, findings }));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(allRules.map(({ id }) => id));
    for (const { help, helpUri } of tool.driver.rules) expect(help?.markdown).toContain(`(${helpUri ?? ''})`);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('places a result below the source root', () => {
    const { results } = runOf(exampleReport);
    const result = results.find(({ ruleId }) => ruleId === 'manifest/unknown-value');
    expect(result?.level).toBe('error');
    expect(result?.message.text).toMatch(/^"domain" is not one of the known domains\. Expected spec, /);
    expect(result?.locations[0].physicalLocation).toEqual({
      artifactLocation: {
        uri: 'SourceOS-Linux/sourceos-boot/.sourceos/manifest.json',
        uriBaseId: '%SRCROOT%',
      },
      region: { startLine: 3, startColumn: 13, endLine: 3, endColumn: 19 },
    });
    expect(result?.partialFingerprints).toEqual({ 'syncEstate/v1': 'manifest/unknown-value /domain' });
  });

  it('marks what the baseline accepts as suppressed, and says why', () => {
    const suppressed = runOf(exampleReport).results.filter(({ suppressions }) => suppressions !== undefined);
    expect(suppressed.map(({ suppressions }) => suppressions)).toEqual([
      [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'Known until the rewrite',
          properties: { owner: '@boot-team', expires: '2027-01-31' },
        },
      ],
    ]);
  });

  it('calls an incomplete scan unsuccessful', () => {
    expect(runOf(exampleReport).invocations[0].executionSuccessful).toBe(true);
    expect(runOf({ ...exampleReport, complete: false }).invocations[0].executionSuccessful).toBe(false);
  });

  it('makes no link of text from a repository', () => {
    const findings = [makeFinding({ rule: 'a/b', message: 'see [here](https://example.com)' })];
    const [result] = runOf(summarise({ ...exampleReport, findings })).results;
    expect(result?.message.text).toBe('see \\[here\\](https://example.com)');
  });
});

describe('relativeUri', () => {
  it.each([
    ['a b/ü?#%.json', 'a%20b/%C3%BC%3F%23%25.json'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['/etc//passwd', 'etc/passwd'],
    ['lone \ud800', 'lone%20%EF%BF%BD'],
  ])('writes %j as %j', (file, uri) => {
    expect(relativeUri(file)).toBe(uri);
  });

  it('stays below the root, whatever the name', () => {
    const base = 'https://root.example/source/';
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }).filter((segment) => !/^\.{1,2}$/.test(segment))),
        (segments) => {
          expect(new URL(relativeUri(segments.join('/')), base).href.startsWith(base)).toBe(true);
        },
      ),
    );
  });
});
