import type { Finding } from '../report/report.js';
import { allRules } from '../rules/index.js';
import { suggest } from '../finding/suggest.js';
import { createWildcard } from './wildcard.js';

/** Patterns of --only and --skip: a rule, an engine or a repository, where `*` stands for any characters. */
export interface FindingFilter {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

const ruleFamilies = /^(manifest|engine|estate)\//;

/** The first pattern that names a rule which does not exist, as a sentence; undefined where all is well. */
export const misnamedRule = ({ only, skip }: FindingFilter): string | undefined => {
  for (const pattern of [...only, ...skip]) {
    if (!ruleFamilies.test(pattern)) continue;
    const matches = createWildcard(pattern);
    if (allRules.some(({ id }) => matches(id))) continue;
    const meant = suggest(
      pattern,
      allRules.map(({ id }) => id),
    );
    return `No rule matches ${pattern}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
  }
  return undefined;
};

/** Whether a finding is listed and counted. Statuses do not depend on it. */
export const createFilter = ({ only, skip }: FindingFilter): ((finding: Finding) => boolean) => {
  const wanted = only.map(createWildcard);
  const unwanted = skip.map(createWildcard);
  const isAny = (patterns: readonly ((text: string) => boolean)[], { rule, engineId, repo }: Finding): boolean =>
    patterns.some((matches) => matches(rule) || matches(repo) || (engineId !== undefined && matches(engineId)));
  return (finding) => (wanted.length === 0 || isAny(wanted, finding)) && !isAny(unwanted, finding);
};
