/** The four statuses of an engine (I6), worst first. */
export const engineStatuses = ['missing', 'invalid', 'partial', 'compliant'] as const;
export type EngineStatus = (typeof engineStatuses)[number];

/** The statuses of a repository: an engine's, and the two that only a repository can have. */
export const repositoryStatuses = ['unreachable', ...engineStatuses, 'not_applicable'] as const;
export type RepositoryStatus = (typeof repositoryStatuses)[number];

/** How one engine stands on one acceptance criterion. */
export const criterionResults = ['pass', 'fail', 'unknown', 'not_applicable'] as const;
export type CriterionResult = (typeof criterionResults)[number];
