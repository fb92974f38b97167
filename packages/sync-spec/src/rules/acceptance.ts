import { criticalStrategies, mergeStrategy, reviewAwareStrategies, type MergeStrategy } from '../merge-strategy.js';
import type { CanonicalEngineId } from '../canonical-engines.js';
import { shorten, type Problem } from '../problem.js';
import type { Declaration, EngineRule } from './rule.js';

const strategyProblem = (
  rule: string,
  declaration: Declaration,
  allowed: readonly MergeStrategy[],
  because: string,
): readonly Problem[] => {
  const found = declaration.mergeStrategy;
  // What is absent or no strategy at all is another rule's finding.
  if (!mergeStrategy.has(found) || allowed.includes(found)) return [];
  return [
    {
      rule,
      path: ['mergeStrategy'],
      on: 'value',
      message: `${because} ${allowed.length === 1 ? 'must use' : 'must use one of'} ${allowed.join(', ')}, not ${found}`,
      found: shorten(found),
      expected: allowed.join(', '),
      candidates: allowed,
    },
  ];
};

/** A rule that holds an acceptance criterion for the declarations that it applies to. */
export interface AcceptanceRule extends EngineRule {
  readonly criterion: 3 | 4 | 5 | 6;
  readonly applies: (declaration: Declaration) => boolean;
}

const isCritical = (declaration: Declaration): boolean => declaration.policyClass === 'critical';

/** Criterion 3, by the static part of I3. */
const criticalAuthority: AcceptanceRule = {
  id: 'engine/critical-authority',
  severity: 'error',
  criterion: 3,
  source: 'Acceptance criterion 3, I3',
  summary: 'A critical engine names a strategy that needs no signed authority',
  explanation:
    "A critical engine's writes count only under a live delegation. Strategies that combine or review whatever a member sends would let a member without authority change what is in force.",
  fix: `Use one of ${criticalStrategies.join(', ')}; or lower the policy class, if the engine is not canonical and its records cannot change what agents or shells may do.`,
  applies: isCritical,
  check: (declaration) =>
    isCritical(declaration)
      ? strategyProblem('engine/critical-authority', declaration, criticalStrategies, 'A critical engine')
      : [],
};

interface DomainCriterion {
  readonly id: string;
  readonly criterion: 4 | 5 | 6;
  readonly engines: readonly CanonicalEngineId[];
  readonly strategies: readonly MergeStrategy[];
  readonly subject: string;
  readonly why: string;
}

/** Criteria 4 to 6: the strategies that the specification fixes for named engines. */
const domainCriteria: readonly DomainCriterion[] = [
  {
    id: 'engine/secrets-never-merge',
    criterion: 4,
    engines: ['sourceos.sync.secrets'],
    strategies: ['never_merge'],
    subject: 'The secrets engine',
    why: 'Two credentials combined are no credential, and choosing one silently can lock a person out or let an attacker in.',
  },
  {
    id: 'engine/audit-append-only',
    criterion: 5,
    engines: ['sourceos.sync.audit'],
    strategies: ['append_only'],
    subject: 'The audit engine',
    why: 'A log that can be modified in place proves nothing about what happened.',
  },
  {
    id: 'engine/review-aware',
    criterion: 6,
    engines: [
      'sourceos.sync.memory-mesh',
      'sourceos.sync.shell',
      'sourceos.sync.browser',
      'sourceos.sync.models',
      'sourceos.sync.extensions',
    ],
    strategies: reviewAwareStrategies,
    subject: 'A memory, shell, browser, models or extensions engine',
    why: 'Their records change what a shell runs, what an agent believes or what a browser lets in, so a remote change has to be able to wait for a person.',
  },
];

const domainRule = ({ id, criterion, engines, strategies, subject, why }: DomainCriterion): AcceptanceRule => {
  const applies = (declaration: Declaration): boolean => engines.some((engine) => engine === declaration.engineId);
  return {
    id,
    severity: 'error',
    criterion,
    source: `Acceptance criterion ${criterion}${criterion === 6 ? ', I4' : ''}`,
    summary: `${subject} uses a strategy other than ${strategies.join(' or ')}`,
    explanation: why,
    fix: `Set mergeStrategy to ${strategies.join(' or ')}.`,
    applies,
    check: (declaration) => (applies(declaration) ? strategyProblem(id, declaration, strategies, subject) : []),
  };
};

/** Engines whose strategy an acceptance criterion already fixes by name. */
export const enginesWithNamedStrategy: ReadonlySet<string> = new Set(domainCriteria.flatMap(({ engines }) => engines));

export const acceptanceRules: readonly AcceptanceRule[] = [criticalAuthority, ...domainCriteria.map(domainRule)];
