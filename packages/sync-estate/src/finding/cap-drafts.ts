import { bounds } from '../bounds.js';
import type { RepositoryFile } from '../repository/repository.js';
import { fileRules } from '../rules/file-rules.js';
import type { Draft } from './draft.js';

/** What says that something was not judged or not listed; there are few, since each stands for a hundred others. */
const isNote = ({ rule }: Draft): boolean => rule.endsWith('/too-many-problems');

/** The first drafts about one file, and one more that counts the others: one file cannot fill a report. */
export const capDrafts = (drafts: readonly Draft[], file: RepositoryFile): readonly Draft[] => {
  const most = bounds.findingsPerFile;
  const kept = [...drafts.slice(0, most), ...drafts.slice(most).filter(isNote)];
  if (kept.length === drafts.length) return drafts;
  return [
    ...kept,
    {
      rule: fileRules.tooManyFindings.id,
      file,
      path: [],
      on: 'value',
      message: `${drafts.length - kept.length} more findings in this file are not listed`,
      found: `${drafts.length} findings`,
      expected: `at most ${most}`,
    },
  ];
};
