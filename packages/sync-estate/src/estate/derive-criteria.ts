import {
  acceptanceRulesApplying,
  findCanonicalEngine,
  mergeStrategy,
  policyClass,
  type Declaration,
} from '@sourceos/sync-spec';
import type { CriterionResult, EngineRow } from '../report/report.js';

/** The results of criteria that apply, the one that decides first. */
const decisive: readonly CriterionResult[] = ['fail', 'unknown', 'pass'];

const worst = (results: readonly CriterionResult[]): CriterionResult =>
  decisive.find((result) => results.includes(result)) ?? 'unknown';

const declaresBoth = (declaration: Declaration): boolean =>
  policyClass.has(declaration.policyClass) && mergeStrategy.has(declaration.mergeStrategy);

/** How one declaration stands on a criterion that applies to its engine. */
const resultOf = (criterion: 3 | 4 | 5 | 6, declaration: Declaration): CriterionResult => {
  // A strategy that is absent, or is none, neither keeps a criterion nor breaks it.
  if (!mergeStrategy.has(declaration.mergeStrategy)) return 'unknown';
  const rules = acceptanceRulesApplying(criterion, declaration);
  // A canonical critical engine that declares itself less critical is judged by another rule.
  if (rules.length === 0) return 'unknown';
  return rules.some((rule) => rule.check(declaration).length > 0) ? 'fail' : 'pass';
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
  const result = (criterion: 3 | 4 | 5 | 6): CriterionResult =>
    samples.some((sample) => acceptanceRulesApplying(criterion, sample).length > 0)
      ? worst(deciding.map((declaration) => resultOf(criterion, declaration)))
      : 'not_applicable';
  const declared = deciding.length > 0;
  return {
    1: declared ? 'pass' : unclear ? 'unknown' : 'fail',
    2: declared ? (deciding.every(declaresBoth) ? 'pass' : 'fail') : 'unknown',
    3: result(3),
    4: result(4),
    5: result(5),
    6: result(6),
  };
};
