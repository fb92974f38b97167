import packageJson from '../../package.json' with { type: 'json' };
import { createEstate, type EstateDraft } from '../estate/estate.js';
import { deriveEngines } from '../estate/derive-engines.js';
import { deriveRepositories } from '../estate/derive-repositories.js';
import { estateChecks } from '../estate/checks.js';
import { engineIndexOf } from '../finding/draft.js';
import { locateEstateDrafts } from '../estate/locate-estate-drafts.js';
import type { Inspection } from '../inspect/inspect-repository.js';
import { deriveVerdicts, mergeVerdicts, type Verdicts } from '../inspect/verdicts.js';
import { severities, type Severity } from '@sourceos/sync-spec';
import type { Finding, Report } from '../report/report.js';
import type { RepositoryReading } from './read-repositories.js';

const count = <Name extends string>(names: readonly Name[], found: readonly Name[]): Record<Name, number> => {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (const name of found) counts[name] += 1;
  return counts;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of findings in every report: by place, then by rule. */
export const byPlace = (a: Finding, b: Finding): number =>
  compare(a.path, b.path) ||
  compare(a.repo, b.repo) ||
  compare(a.file, b.file) ||
  a.line - b.line ||
  a.column - b.column ||
  compare(a.rule, b.rule) ||
  compare(a.pointer, b.pointer);

/** What repositories together show about each manifest's declarations, joined to what it shows alone. */
const joinVerdicts = (drafts: readonly EstateDraft[]): ((inspection: Inspection) => Verdicts) => {
  const byInspection = new Map<Inspection, EstateDraft[]>();
  for (const draft of drafts) {
    // What a repository leaves out is a status of its own, and a pin is a fault of the pin: neither spoils a declaration.
    const isAboutDeclaration = draft.file === 'manifest' && typeof engineIndexOf(draft.path) === 'number';
    if ('absent' in draft.at || !isAboutDeclaration) continue;
    const own = byInspection.get(draft.at);
    if (own === undefined) byInspection.set(draft.at, [draft]);
    else own.push(draft);
  }
  const joined = new Map(
    [...byInspection].map(([inspection, own]) => [inspection, mergeVerdicts(inspection.verdicts, deriveVerdicts(own))]),
  );
  return (inspection) => joined.get(inspection) ?? inspection.verdicts;
};

export interface ReportOptions {
  readonly command: Report['command'];
  readonly strict: boolean;
}

/** Joins readings to a report: every finding, one row an engine, one a repository. */
export const buildReport = async (readings: readonly RepositoryReading[], options: ReportOptions): Promise<Report> => {
  const inspections = readings.map(({ inspection }) => inspection);
  const estate = createEstate(inspections, options.command === 'scan');
  const found = await Promise.all(estateChecks.map(async (check) => check(estate)));
  const drafts = [...found.flat(), ...readings.flatMap(({ pins }) => pins)];
  const verdictsOf = joinVerdicts(drafts);
  const engines = deriveEngines(estate, verdictsOf, options.strict);
  const repositories = deriveRepositories(inspections, verdictsOf, engines, options.strict);
  const findings = [...inspections.flatMap((inspection) => inspection.findings), ...(await locateEstateDrafts(drafts))];
  return summarize({
    schemaVersion: '1',
    tool: { name: 'sync-estate', version: packageJson.version },
    command: options.command,
    complete: inspections.every(({ manifest }) => manifest !== 'unreadable'),
    strict: options.strict,
    engines,
    repositories,
    findings,
  });
};

/** Counts what a report holds; suppressed findings apart. */
export const summarize = (report: Omit<Report, 'summary'>): Report => {
  const { schemaVersion, tool, command, complete, strict, engines, repositories, findings } = report;
  const counted = findings.filter(({ suppressed }) => suppressed === undefined);
  return {
    schemaVersion,
    tool,
    command,
    complete,
    strict,
    summary: {
      engines: count(
        ['missing', 'invalid', 'partial', 'compliant'],
        engines.map(({ status }) => status),
      ),
      repositories: count(
        ['unreachable', 'missing', 'invalid', 'partial', 'compliant', 'not_applicable'],
        repositories.map(({ status }) => status),
      ),
      findings: count<Severity>(
        severities,
        counted.map(({ severity }) => severity),
      ),
      suppressed: findings.length - counted.length,
    },
    engines,
    repositories,
    findings,
  };
};
