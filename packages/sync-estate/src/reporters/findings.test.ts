import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byPlace, countedFindings, groupBy, repositoryKey, worstFirst } from './findings.js';
import { arbitraryReport } from './testing/arbitrary-report.js';
import { exampleReport, makeFinding } from './testing/example-report.js';

const at = (path: string, line: number, severity: 'error' | 'warn' | 'info') =>
  makeFinding({ rule: 'a/b', message: 'x', path, repo: path, line, severity });

describe('the order of findings', () => {
  it('is by place for readers of files', () => {
    const findings = [at('b', 1, 'error'), at('a', 10, 'info'), at('a', 9, 'warn')];
    expect(byPlace(findings).map(({ path, line }) => `${path}:${line}`)).toEqual(['a:9', 'a:10', 'b:1']);
  });

  it('is worst first where not all are shown', () => {
    const findings = [at('a', 1, 'info'), at('a', 2, 'warn'), at('b', 3, 'error'), at('a', 4, 'error')];
    expect(worstFirst(findings).map(({ line }) => line)).toEqual([4, 3, 2, 1]);
  });

  it('loses none, in groups or out of them', () => {
    fc.assert(
      fc.property(arbitraryReport, ({ findings }) => {
        expect(new Set(byPlace(findings))).toEqual(new Set(findings));
        expect(new Set([...groupBy(worstFirst(findings), repositoryKey).values()].flat())).toEqual(new Set(findings));
      }),
    );
  });
});

it('does not count what the baseline accepts', () => {
  expect(countedFindings(exampleReport)).toHaveLength(exampleReport.findings.length - 1);
});
