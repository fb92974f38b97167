import type { Finding } from '../report/report.js';
import { allRules } from '../rules/index.js';
import { suggest } from '../finding/suggest.js';

/** Patterns of --only and --skip: a rule, an engine or a repository, where `*` stands for any characters. */
export interface FindingFilter {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

const toExpression = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  );

const ruleFamilies = /^(manifest|engine|estate)\//;

/** The first pattern that names a rule which does not exist, as a sentence; undefined where all is well. */
export const misnamedRule = ({ only, skip }: FindingFilter): string | undefined => {
  for (const pattern of [...only, ...skip]) {
    if (!ruleFamilies.test(pattern)) continue;
    const expression = toExpression(pattern);
    if (allRules.some(({ id }) => expression.test(id))) continue;
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
  const wanted = only.map(toExpression);
  const unwanted = skip.map(toExpression);
  const matches = (expressions: readonly RegExp[], { rule, engineId, repo }: Finding): boolean =>
    expressions.some(
      (expression) =>
        expression.test(rule) || expression.test(repo) || (engineId !== undefined && expression.test(engineId)),
    );
  return (finding) =>
    (wanted.length === 0 || matches(wanted, finding)) && !(unwanted.length > 0 && matches(unwanted, finding));
};
