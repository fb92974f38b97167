import type { Report } from '../../report/report.js';
import { byPlace, groupBy, repositoryKey } from '../findings.js';
import { printable } from '../printable.js';
import { engineCase, findingCase, repositoryCase, type TestCase } from './test-case.js';

export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/** One suite for the engines, then one for each repository, and for each absent one that a finding is about. */
export const suitesOf = (report: Report): readonly TestSuite[] => {
  const findings = groupBy(byPlace(report.findings), repositoryKey);
  const scanned = new Set(report.repositories.map(repositoryKey));
  const absent = [...findings].filter(([key]) => !scanned.has(key));
  return [
    { name: 'engines', cases: report.engines.map(engineCase) },
    ...report.repositories.map((repository) => {
      const cases = (findings.get(repositoryKey(repository)) ?? []).map(findingCase);
      const own = repositoryCase(repository);
      // What cannot be read is an error of the run beside whatever was found.
      return {
        name: printable(repository.repo),
        cases: cases.length === 0 || own.outcome === 'error' ? [own, ...cases] : cases,
      };
    }),
    ...absent.map(([, group]) => ({ name: printable(group[0]?.repo ?? ''), cases: group.map(findingCase) })),
  ];
};
