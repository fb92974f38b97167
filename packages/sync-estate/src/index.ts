export { scan, check, type CheckOptions, type ScanOptions, type ScanResult } from './scan/scan.js';
export { criterionResults, engineStatuses, repositoryStatuses } from './report/statuses.js';
export {
  reportSchema,
  type CriterionResult,
  type EngineRow,
  type EngineStatus,
  type Finding,
  type Report,
  type RepositoryRow,
  type RepositoryStatus,
} from './report/report.js';
export {
  baselineSchema,
  createBaseline,
  pruneBaseline,
  type AppliedBaseline,
  type Baseline,
  type BaselineEntry,
} from './baseline/baseline.js';
export { allRules, findRule, ruleUrl } from './rules/index.js';
export { layouts, type Layout } from './source/folder-source.js';
