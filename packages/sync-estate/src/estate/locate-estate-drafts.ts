import { capDrafts } from '../finding/cap-drafts.js';
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

/** The drafts of each file, in the order in which they came. */
const byFile = (drafts: readonly EstateDraft[]): Map<Inspection, Map<RepositoryFile, Draft[]>> => {
  const groups = new Map<Inspection, Map<RepositoryFile, Draft[]>>();
  for (const { at, ...draft } of drafts) {
    if ('absent' in at) continue;
    const files = groups.get(at) ?? new Map<RepositoryFile, Draft[]>();
    groups.set(at, files);
    const own = files.get(draft.file);
    if (own === undefined) files.set(draft.file, [draft]);
    else own.push(draft);
  }
  return groups;
};

/** Gives findings across repositories their places, one read a file. */
export const locateEstateDrafts = async (drafts: readonly EstateDraft[]): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const { at, ...draft } of drafts) {
    if ('absent' in at) findings.push(...locateDrafts(at.repo, at.repo, [draft], undefined));
  }
  for (const [at, files] of byFile(drafts)) {
    for (const [file, own] of files) {
      findings.push(...locateDrafts(at.repo, at.repository.path, capDrafts(own, file), await textOf(at, file)));
    }
  }
  return findings;
};
