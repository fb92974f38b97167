import {
  acceptanceRules,
  findCanonicalEngine,
  mergeStrategy,
  policyClass,
  type AcceptanceRule,
  type Declaration,
} from '@sourceos/sync-spec';
import type { CriterionResult, EngineRow } from '../report/report.js';

/** The results of criteria that apply, the one that decides first. */
const decisive: readonly CriterionResult[] = ['fail', 'unknown', 'pass'];

const worst = (results: readonly CriterionResult[]): CriterionResult =>
  decisive.find((result) => results.includes(result)) ?? 'unknown';

const declaresBoth = (declaration: Declaration): boolean =>
  policyClass.has(declaration.policyClass) && mergeStrategy.has(declaration.mergeStrategy);

/** How one declaration stands on a rule that applies to its engine. */
const resultOf = (rule: AcceptanceRule, declaration: Declaration): CriterionResult => {
  // A strategy that is absent, or is none, neither keeps a criterion nor breaks it.
  if (!mergeStrategy.has(declaration.mergeStrategy)) return 'unknown';
  // A canonical critical engine that declares itself less critical is judged by another rule.
  if (!rule.applies(declaration)) return 'unknown';
  return rule.check(declaration).length > 0 ? 'fail' : 'pass';
};

/** How declarations stand on one criterion; `samples` say whether it applies at all. */
const standing = (
  criterion: AcceptanceRule['criterion'],
  samples: readonly Declaration[],
  deciding: readonly Declaration[],
): CriterionResult => {
  let result: CriterionResult = 'not_applicable';
  for (const rule of acceptanceRules) {
    if (rule.criterion !== criterion || !samples.some((sample) => rule.applies(sample))) continue;
    result = worst([result, ...deciding.map((declaration) => resultOf(rule, declaration))]);
  }
  return result;
};

/**
 * How an engine stands on criteria 1 to 6.
 *
 * @param deciding the declarations that decide its row
 * @param unclear whether an owner may have declared it in a manifest that cannot be taken apart
 */
export const deriveCriteria = (
  engineId: string,
  deciding: readonly Declaration[],
  unclear: boolean,
): EngineRow['criteria'] => {
  const row = findCanonicalEngine(engineId);
  // Which criteria apply to a canonical engine is the table's to say, and not the declaration's.
  const samples: readonly Declaration[] = row === undefined ? deciding : [{ engineId, policyClass: row.policyClass }];
  const declared = deciding.length > 0;
  return {
    1: declared ? 'pass' : unclear ? 'unknown' : 'fail',
    2: declared ? (deciding.every(declaresBoth) ? 'pass' : 'fail') : 'unknown',
    3: standing(3, samples, deciding),
    4: standing(4, samples, deciding),
    5: standing(5, samples, deciding),
    6: standing(6, samples, deciding),
  };
};
