import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Report } from '../report/report.js';
import type { Repository } from '../repository/repository.js';
import { repositoryAt } from '../source/classify-folder.js';
import type { Layout } from '../source/folder-source.js';
import { openSource } from '../source/open-source.js';
import type { AppliedBaseline } from '../baseline/baseline.js';
import { buildReport, byPlace, summarize } from './build-report.js';
import { createFilter } from './filter.js';
import { readRepositories } from './read-repositories.js';

export interface ScanOptions {
  /** Warnings about empty lists make declarations partial (I6). Default false. */
  readonly strict?: boolean | undefined;
  /** Rules, engines or repositories whose findings count; all when empty. */
  readonly only?: readonly string[] | undefined;
  /** Rules, engines or repositories whose findings do not count. */
  readonly skip?: readonly string[] | undefined;
  /** Findings that are accepted for now. */
  readonly baseline?: AppliedBaseline | undefined;
  /** How repositories lie in a folder. Default `auto`. */
  readonly layout?: Layout | undefined;
  /** A git revision to read instead of checked-out files. */
  readonly revision?: string | undefined;
  /** How many git processes may run at once. Default: the number of processors. */
  readonly concurrency?: number | undefined;
  /** Called after each repository that was read. */
  readonly onProgress?: ((read: number) => void) | undefined;
}

export interface CheckOptions extends ScanOptions {
  /** The repository's name as owner/name, where its manifest is not to be believed about it. */
  readonly slug?: string | undefined;
}

/** A report; or, where a source cannot be opened, the sentence that says why. */
export type ScanResult =
  { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly message: string };

const finish = async (report: Report, options: ScanOptions): Promise<Report> => {
  const { only = [], skip = [], baseline } = options;
  const judged =
    baseline === undefined ? report : (await import('../baseline/baseline.js')).applyBaseline(report, baseline);
  const findings = judged.findings.filter(createFilter({ only, skip })).sort(byPlace);
  return summarize({ ...judged, findings });
};

const counter = (onProgress: ScanOptions['onProgress']): (() => void) => {
  let read = 0;
  return () => {
    read += 1;
    onProgress?.(read);
  };
};

/** The repositories of some sources, or the sentence that says which source cannot be opened. */
export type OpenedSources =
  | { readonly ok: true; readonly repositories: () => Iterable<Repository> }
  | { readonly ok: false; readonly message: string };

/** Opens the sources of a scan. The repositories may be gone through more than once. */
export const openSources = (sources: readonly string[], options: ScanOptions): OpenedSources => {
  const open = (source: string) =>
    openSource(source, sources.length > 1, { layout: options.layout ?? 'auto', revision: options.revision });
  const closed = sources.map(open).find((source) => !source.ok);
  if (closed?.ok === false) return closed;
  return {
    ok: true,
    repositories: function* () {
      for (const source of sources.map(open)) if (source.ok) yield* source.repositories;
    },
  };
};

/** Opens one repository, as `check` takes it. */
export const openRepository = (folder: string, options: CheckOptions): OpenedSources => {
  const location = resolve(folder);
  const opened = openSource(folder, false, { layout: 'flat', revision: options.revision });
  if (!opened.ok) return opened;
  if (statSync(location, { throwIfNoEntry: false })?.isDirectory() !== true)
    return { ok: false, message: `${folder} is not a folder; check takes a repository` };
  const place = { path: '.', ...(options.slug !== undefined && { slug: options.slug }) };
  return { ok: true, repositories: () => [repositoryAt(location, location, place, options.revision)] };
};

const judge = async (opened: OpenedSources, command: Report['command'], options: ScanOptions): Promise<ScanResult> => {
  if (!opened.ok) return opened;
  const concurrency = options.concurrency ?? availableParallelism();
  const readings = await readRepositories(opened.repositories(), concurrency, counter(options.onProgress));
  return {
    ok: true,
    report: await finish(await buildReport(readings, { command, strict: options.strict ?? false }), options),
  };
};

/**
 * Scans an estate of repositories.
 *
 * @param sources folders of repositories, repositories, bare mirrors or list files
 */
export const scan = (sources: readonly string[], options: ScanOptions = {}): Promise<ScanResult> =>
  judge(openSources(sources, options), 'scan', options);

/** Checks the repository in a folder, as far as it can be judged alone. */
export const check = (folder: string, options: CheckOptions = {}): Promise<ScanResult> =>
  judge(openRepository(folder, options), 'check', options);
