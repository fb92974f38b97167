import type { EngineRule } from './rule.js';

const emptyList = (id: string, field: 'dangerousFields' | 'auditEvents', noun: string, why: string): EngineRule => ({
  id,
  severity: 'warn',
  source: 'I6',
  summary: `A high or critical engine declares no ${noun}`,
  explanation: `${why} The declaration stays compliant, and is partial under --strict.`,
  fix: `List the ${noun} of the engine.`,
  check: (declaration) => {
    const list = declaration[field];
    const policyClass = declaration.policyClass;
    if (!Array.isArray(list) || list.length > 0 || (policyClass !== 'high' && policyClass !== 'critical')) return [];
    return [
      {
        rule: id,
        path: [field],
        on: 'value',
        message: `An engine of policy class ${policyClass} declares no ${noun}`,
        found: '[]',
        expected: `at least one of its ${noun}`,
      },
    ];
  },
});

/** Declarations that are allowed, and that a careful owner would not leave so. */
export const adviceRules: readonly EngineRule[] = [
  emptyList(
    'engine/empty-dangerous-fields',
    'dangerousFields',
    'dangerous fields',
    'A high or critical engine exists because some of its fields can do harm; with none named, no remote change to them is held for review.',
  ),
  emptyList(
    'engine/empty-audit-events',
    'auditEvents',
    'audit events',
    'An engine emits only the events that it declares; with none, nothing that happens to its records is recorded under its name.',
  ),
];
