import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../baseline/baseline.js';
import type { Finding } from '../report/report.js';
import { check, scan, type ScanOptions } from '../scan/scan.js';
import { jsonText } from '../testing/manifests.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { allRules, findRule, ruleUrl } from './index.js';
import { ruleExamples } from './testing/examples.js';
import { writeExample, type Files, type RuleExample } from './testing/rule-example.js';

const today = '2026-06-01';

const under = (baseline: Baseline | undefined): ScanOptions =>
  baseline === undefined
    ? {}
    : { baseline: { baseline, text: jsonText(baseline), file: 'sourceos.baseline.json', today } };

/** What one rule finds in an estate, through the library's front door. */
const findingsOf = async (
  rule: string,
  files: Files,
  { check: repository }: RuleExample,
  baseline: Baseline | undefined,
): Promise<readonly Finding[]> => {
  const folder = temporaryFolder();
  writeExample(folder, files);
  const result = await (repository === undefined
    ? scan([folder], under(baseline))
    : check(join(folder, repository), under(baseline)));
  if (!result.ok) throw new Error(result.message);
  return result.report.findings.filter((finding) => finding.rule === rule);
};

describe('the rules', () => {
  it('have an example each, and no example is of no rule', () => {
    expect(Object.keys(ruleExamples).sort()).toEqual(allRules.map(({ id }) => id).sort());
  });

  it.each(Object.entries(ruleExamples))('%s finds its fault, and where', async (id, example) => {
    const findings = await findingsOf(id, example.fails, example, example.failsUnder);
    expect(findings).toContainEqual(expect.objectContaining(example.finding));
    for (const finding of findings) {
      expect(finding.severity).toBe(findRule(id)?.severity);
      expect(finding.help).toBe(ruleUrl(id));
      expect(finding.message).not.toBe('');
    }
  });

  it.each(Object.entries(ruleExamples))('%s finds nothing where nothing is wrong', async (id, example) => {
    expect(await findingsOf(id, example.passes, example, example.passesUnder)).toEqual([]);
  });
});

describe('allRules', () => {
  it('names each rule once, by families, each with all its texts', () => {
    const ids = allRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(ids.map((id) => id.split('/')[0]))]).toEqual(['manifest', 'engine', 'estate']);
    for (const rule of allRules) {
      expect(rule.id).toMatch(/^(manifest|engine|estate)\/[a-z-]+$/);
      expect(rule.summary, rule.id).toMatch(/^[A-Z].*[^.]$/);
      expect(rule.explanation, rule.id).toMatch(/^[A-Z].*\.$/s);
      expect(rule.fix, rule.id).toMatch(/\.$/);
      expect(rule.source, rule.id).not.toBe('');
    }
  });

  it('holds each acceptance criterion that a rule can hold', () => {
    expect([...new Set(allRules.flatMap(({ criterion }) => criterion ?? []))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('findRule', () => {
  it('knows a rule by its id and nothing else', () => {
    expect(findRule('engine/review-aware')).toMatchObject({ criterion: 6, severity: 'error' });
    expect(findRule('engine/no-such-rule')).toBeUndefined();
    expect(findRule('constructor')).toBeUndefined();
  });
});
