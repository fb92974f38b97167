import { enginesOwnedBy } from '@sourceos/sync-spec';
import type { Inspection } from '../inspect/inspect-repository.js';
import { worse, type Verdict, type Verdicts } from '../inspect/verdicts.js';
import type { EngineRow, EngineStatus, RepositoryRow, RepositoryStatus } from '../report/report.js';
import { engineStatuses } from '../report/statuses.js';
import { statusOf } from './derive-engines.js';

const worst = (statuses: readonly EngineStatus[]): EngineStatus =>
  engineStatuses.find((status) => statuses.includes(status)) ?? 'compliant';

/**
 * The worst of a repository's own manifest, its declarations, and the canonical engines that it owns and
 * nobody declares. An owner that is silent while a co-owner declares is a finding and no status (I6).
 */
const statusOfRepository = (
  inspection: Inspection,
  verdicts: Verdicts,
  missing: ReadonlySet<string>,
  strict: boolean,
): RepositoryStatus => {
  if (inspection.manifest === 'unreadable') return 'unreachable';
  const owned = enginesOwnedBy(inspection.repo);
  if (inspection.manifest === 'absent') return owned.length === 0 ? 'not_applicable' : 'missing';
  const verdict = [verdicts.allEngines, ...verdicts.engines.values()].reduce<Verdict>(worse, verdicts.manifest);
  const silent = owned.some(({ engineId }) => missing.has(engineId));
  return worst([statusOf(verdict, strict), ...(silent ? (['missing'] as const) : [])]);
};

/** One row for each repository, in the order of the scan. */
export const deriveRepositories = (
  inspections: readonly Inspection[],
  verdictsOf: (inspection: Inspection) => Verdicts,
  engines: readonly EngineRow[],
  strict: boolean,
): RepositoryRow[] => {
  const missing = new Set(engines.filter(({ status }) => status === 'missing').map(({ engineId }) => engineId));
  return inspections.map((inspection) => ({
    repo: inspection.repo,
    path: inspection.repository.path,
    status: statusOfRepository(inspection, verdictsOf(inspection), missing, strict),
    engines: [...new Set(inspection.declarations.map(({ engineId }) => engineId))],
  }));
};
