import { canonicalEngines, type CanonicalEngine } from '@sourceos/sync-spec';
import type { EngineRow, Finding, Report, RepositoryRow } from '../../report/report.js';
import { ruleUrl } from '../../rules/index.js';
import { summarise } from './summarise.js';

/** A finding with what its test does not care about filled in. */
export const makeFinding = (given: Partial<Finding> & Pick<Finding, 'rule' | 'message'>): Finding => ({
  severity: 'error',
  repo: 'SourceOS-Linux/sourceos-boot',
  path: 'SourceOS-Linux/sourceos-boot',
  file: '.sourceos/manifest.json',
  line: 1,
  column: 1,
  pointer: '',
  help: ruleUrl(given.rule),
  fingerprint: `${given.rule} ${given.pointer ?? ''}`,
  fixable: false,
  ...given,
});

const compliant = new Set<string>(['sourceos.sync.shell', 'sourceos.sync.agent-registry']);

const engineRow = (engine: CanonicalEngine): EngineRow => {
  const declared = compliant.has(engine.engineId);
  const result = declared ? 'pass' : 'unknown';
  const named = (applies: boolean) => (applies ? result : 'not_applicable');
  return {
    engineId: engine.engineId,
    canonical: true,
    status: declared ? 'compliant' : 'missing',
    repo: engine.owners[0],
    collection: engine.collection,
    owners: [...engine.owners],
    declaredBy: declared ? [engine.owners[0]] : [],
    criteria: {
      '1': declared ? 'pass' : 'fail',
      '2': result,
      '3': named(engine.policyClass === 'critical'),
      '4': named(engine.collection === 'secrets'),
      '5': named(engine.collection === 'audit'),
      '6': named(engine.mergeStrategies.length > 1),
    },
  };
};

const repository = (repo: string, status: RepositoryRow['status'], engines: string[] = []): RepositoryRow => ({
  repo,
  path: repo,
  status,
  engines,
});

export const findings: readonly Finding[] = [
  makeFinding({
    rule: 'manifest/unknown-value',
    message: '"domain" is not one of the known domains',
    line: 3,
    column: 13,
    endLine: 3,
    endColumn: 19,
    pointer: '/domain',
    found: '"boot"',
    expected: 'spec, tooling, workspace, agent, policy, memory, shell, browser, os',
    suggestion: 'os',
    excerpt: {
      startLine: 2,
      lines: ['  "repo": "SourceOS-Linux/sourceos-boot",', '  "domain": "boot",', '  "specVersion": "0.1.0",'],
    },
  }),
  ...canonicalEngines
    .filter(({ engineId }) => !compliant.has(engineId))
    .map(({ engineId, owners: [repo] }) =>
      makeFinding({
        rule: 'estate/engine-missing',
        message: `No owner in the estate declares ${engineId}`,
        repo,
        path: repo,
        engineId,
        pointer: '/syncEngines',
      }),
    ),
  makeFinding({
    rule: 'engine/empty-audit-events',
    severity: 'warn',
    message: 'An engine of policy class high declares no audit events',
    repo: 'SourceOS-Linux/sourceos-shell',
    path: 'SourceOS-Linux/sourceos-shell',
    line: 20,
    column: 22,
    endColumn: 24,
    pointer: '/syncEngines/0/auditEvents',
    engineId: 'sourceos.sync.shell',
    found: '[]',
    expected: 'at least one of its audit events',
    fixable: true,
  }),
  makeFinding({
    rule: 'engine/empty-dangerous-fields',
    severity: 'info',
    message: 'An accepted finding',
    pointer: '/notes',
    suppressed: { reason: 'Known until the rewrite', owner: '@boot-team', expires: '2027-01-31' },
  }),
];

/** An estate like the real one: two engines compliant, nine missing, one manifest invalid. */
export const exampleReport: Report = summarise({
  tool: { name: 'sync-estate', version: '0.1.0' },
  command: 'scan',
  complete: true,
  strict: false,
  engines: canonicalEngines.map(engineRow),
  repositories: [
    repository('SocioProphet/agent-registry', 'compliant', ['sourceos.sync.agent-registry']),
    repository('SocioProphet/prophet-workspace', 'missing'),
    repository('SourceOS-Linux/TurtleTerm', 'missing'),
    repository('SourceOS-Linux/agent-machine', 'missing'),
    repository('SourceOS-Linux/sourceos-boot', 'invalid'),
    repository('SourceOS-Linux/sourceos-shell', 'compliant', ['sourceos.sync.shell']),
    repository('SourceOS-Linux/sourceos-spec', 'not_applicable'),
  ],
  findings: [...findings],
});

/** An estate of many repositories, one in ten invalid. */
export const largeReport = (repositories: number): Report => {
  const rows = Array.from({ length: repositories }, (_, index) =>
    repository(`Example/repository-${index}`, index % 10 === 0 ? 'invalid' : 'compliant'),
  );
  return summarise({
    ...exampleReport,
    repositories: rows,
    findings: rows
      .filter(({ status }) => status === 'invalid')
      .map(({ repo, path }) =>
        makeFinding({
          rule: 'engine/unknown-value',
          message: 'Not a merge strategy',
          repo,
          path,
          line: 12,
          column: 23,
        }),
      ),
  });
};
