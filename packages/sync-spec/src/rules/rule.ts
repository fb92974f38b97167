import type { Problem } from '../problem.js';

export const severities = ['error', 'warn', 'info'] as const;
export type Severity = (typeof severities)[number];

/** A named rule, as tools list, explain and link it. */
export interface Rule {
  /** `manifest/…` about the file, `engine/…` about one declaration, `estate/…` about repositories together. */
  readonly id: string;
  readonly severity: Severity;
  /** One line. */
  readonly summary: string;
  /** Why the rule exists and what it looks at. */
  readonly explanation: string;
  /** What to do about a finding. */
  readonly fix: string;
  /** What decided it: a section of the specification or an interpretation id. */
  readonly source: string;
  /** The acceptance criterion of the specification that it holds, by number. */
  readonly criterion?: AcceptanceCriterion;
}

export type AcceptanceCriterion = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A declaration of an engine as it was read: nothing about its fields is certain. */
export type Declaration = Readonly<Record<string, unknown>>;

/** A rule that looks at one declaration, complete or not, and judges the fields that are there. */
export interface EngineRule extends Rule {
  readonly check: (declaration: Declaration) => readonly Problem[];
}
