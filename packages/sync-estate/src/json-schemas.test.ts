import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBaseline } from './baseline/baseline.js';
import { contractNames, jsonSchemaText, type ContractName } from './json-schemas.js';
import type { Report } from './report/report.js';
import { arbitraryReport } from './reporters/testing/arbitrary-report.js';
import { ruleExamples } from './rules/testing/examples.js';
import { writeExample } from './rules/testing/rule-example.js';
import { scan } from './scan/scan.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const folder = new URL('../schemas/', import.meta.url);
const textOf = (name: ContractName): string => readFileSync(new URL(`${name}.schema.json`, folder), 'utf8');

const compile = (name: ContractName): ValidateFunction => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  return ajv.compile(JSON.parse(textOf(name)) as object);
};

/** A report of an estate in which every rule is broken somewhere. */
const fullReport = async (): Promise<Report> => {
  const root = temporaryFolder();
  const sources = Object.entries(ruleExamples).map(([id, { fails }]) => {
    const source = `${root}/${id.replace('/', '-')}`;
    writeExample(source, fails);
    return source;
  });
  const result = await scan(sources, { layout: 'owners' });
  if (!result.ok) throw new Error(result.message);
  return result.report;
};

describe('the published JSON Schemas', () => {
  it('are one file for each contract', () => {
    expect(readdirSync(folder).sort()).toEqual(contractNames.map((name) => `${name}.schema.json`).sort());
  });

  it.each(contractNames)('%s.schema.json is what `npm run generate` writes', (name) => {
    expect(textOf(name)).toBe(jsonSchemaText(name));
  });

  it('accept real reports and their baselines', async () => {
    const report = await fullReport();
    expect(new Set(report.findings.map(({ rule }) => rule)).size).toBeGreaterThan(40);
    const isReport = compile('report');
    isReport(JSON.parse(JSON.stringify(report)));
    expect(isReport.errors).toBeNull();
    const isBaseline = compile('baseline');
    isBaseline(createBaseline(report, { reason: 'Known', owner: '@stewards', expires: '2026-12-31' }));
    expect(isBaseline.errors).toBeNull();
  });

  it('accept any report that the reporters are tested on', () => {
    const isReport = compile('report');
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        expect(isReport(JSON.parse(JSON.stringify(report))), JSON.stringify(isReport.errors)).toBe(true);
      }),
    );
  });

  it('refuse what is not in the contract', async () => {
    const isReport = compile('report');
    const report = await fullReport();
    expect(isReport({ ...report, more: true })).toBe(false);
    expect(isReport({ ...report, complete: 'yes' })).toBe(false);
    expect(isReport({ ...report, summary: {} })).toBe(false);
    const isConfig = compile('config');
    expect(isConfig({ failOn: 'warn', maxWarnings: 0, sources: ['.'] })).toBe(true);
    expect(isConfig({ failon: 'warn' })).toBe(false);
    expect(isConfig({ maxWarnings: -1 })).toBe(false);
    expect(compile('baseline')({ schemaVersion: '1', entries: [{}] })).toBe(false);
  });
});
