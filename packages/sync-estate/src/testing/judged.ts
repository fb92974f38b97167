import { join } from 'node:path';
import type { EngineRow, Finding, Report, RepositoryRow } from '../report/report.js';
import { check, scan, type CheckOptions, type ScanOptions, type ScanResult } from '../scan/scan.js';
import { writeEstate } from './manifests.js';
import { temporaryFolder } from './temporary-folder.js';

/** A report, and its rows by name. */
export interface Judged {
  readonly report: Report;
  readonly engine: (engineId: string) => EngineRow | undefined;
  readonly status: (engineId: string) => EngineRow['status'] | undefined;
  readonly repository: (repo: string) => RepositoryRow['status'] | undefined;
  readonly found: (rule: string) => readonly Finding[];
}

const judged = (result: ScanResult): Judged => {
  if (!result.ok) throw new Error(result.message);
  const { report } = result;
  const engine = (engineId: string): EngineRow | undefined => report.engines.find((row) => row.engineId === engineId);
  return {
    report,
    engine,
    status: (engineId) => engine(engineId)?.status,
    repository: (name) => report.repositories.find(({ repo }) => repo === name)?.status,
    found: (rule) => report.findings.filter((finding) => finding.rule === rule),
  };
};

/** Writes repositories by owner/name, with their manifests, and scans them. */
export const scanEstate = async (
  repositories: Readonly<Record<string, unknown>>,
  options: ScanOptions = {},
): Promise<Judged> => {
  const folder = temporaryFolder();
  writeEstate(folder, repositories);
  return judged(await scan([folder], { layout: 'owners', ...options }));
};

/** Writes one repository and checks it alone. */
export const checkRepository = async (repo: string, manifest: unknown, options: CheckOptions = {}): Promise<Judged> => {
  const folder = temporaryFolder();
  writeEstate(folder, { [repo]: manifest });
  return judged(await check(join(folder, repo), { slug: repo, ...options }));
};
