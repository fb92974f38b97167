import type { Draft } from '../finding/draft.js';
import { locateDrafts, type DraftText } from '../finding/locate-drafts.js';
import type { Inspection } from '../inspect/inspect-repository.js';
import { parseJson } from '../json/parse-json.js';
import type { Finding } from '../report/report.js';
import type { RepositoryFile } from '../repository/repository.js';
import type { EstateDraft } from './estate.js';

/** Reads a file again: texts are not kept while thousands of repositories are scanned. */
const textOf = async (inspection: Inspection, file: RepositoryFile): Promise<DraftText | undefined> => {
  const { repository } = inspection;
  if (repository.kind === 'refused') return undefined;
  const result = await repository.read(file);
  if (result.kind !== 'file') return undefined;
  const json = parseJson(result.bytes);
  return json.kind === 'document' ? { text: json.text, value: json.value, parsed: true } : undefined;
};

/** Gives findings across repositories their places, one read a file. */
export const locateEstateDrafts = async (drafts: readonly EstateDraft[]): Promise<Finding[]> => {
  const groups = new Map<Inspection, Map<RepositoryFile, Draft[]>>();
  const findings: Finding[] = [];
  for (const { at, ...draft } of drafts) {
    if ('absent' in at) {
      findings.push(...locateDrafts(at.repo, at.repo, [draft], undefined));
      continue;
    }
    const files = groups.get(at) ?? new Map<RepositoryFile, Draft[]>();
    groups.set(at, files.set(draft.file, [...(files.get(draft.file) ?? []), draft]));
  }
  for (const [at, files] of groups) {
    for (const [file, own] of files) {
      findings.push(...locateDrafts(at.repo, at.repository.path, own, await textOf(at, file)));
    }
  }
  return findings;
};
