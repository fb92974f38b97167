import type { Finding } from '../../../report/report.js';
import type { PageRepository } from './page-report.js';

/** What the reader asks for; an empty string asks for nothing. */
export interface PageFilter {
  readonly text: string;
  readonly status: string;
  readonly severity: string;
  readonly engine: string;
  readonly rule: string;
  /** Whether findings that the baseline accepts are shown too. */
  readonly accepted: boolean;
}

/**
 * The repositories that a filter asks for, each with the findings that it asks for. A text that names the repository
 * shows all of it; otherwise a filter that speaks of findings hides a repository that has none of them.
 *
 * It refers to nothing outside itself, because the page carries its source.
 */
export const selectRepositories = (
  repositories: readonly PageRepository[],
  filter: PageFilter,
): readonly PageRepository[] => {
  const text = filter.text.trim().toLowerCase();
  const says = ({ rule, message, file, pointer, engineId = '', found = '' }: Finding) =>
    [rule, message, file, pointer, engineId, found].join('\n').toLowerCase().includes(text);
  const isAsked = (finding: Finding) =>
    (filter.accepted || finding.suppressed === undefined) &&
    (filter.severity === '' || finding.severity === filter.severity) &&
    (filter.engine === '' || finding.engineId === filter.engine) &&
    (filter.rule === '' || finding.rule === filter.rule);
  const aboutFindings = filter.severity !== '' || filter.engine !== '' || filter.rule !== '';

  return repositories.flatMap((repository) => {
    if (filter.status !== '' && repository.status !== filter.status) return [];
    const isNamed = repository.names.includes(text);
    const findings = repository.findings.filter((finding) => isAsked(finding) && (isNamed || says(finding)));
    return findings.length > 0 || (isNamed && !aboutFindings) ? [{ ...repository, findings }] : [];
  });
};
