import { bounds } from '../bounds.js';
import type { RepositoryFile } from '../repository/repository.js';
import { fileRules } from '../rules/file-rules.js';
import type { Draft } from './draft.js';

/** The first drafts about one file, and one more that counts the others: one file cannot fill a report. */
export const capDrafts = (drafts: readonly Draft[], file: RepositoryFile): readonly Draft[] => {
  const most = bounds.findingsPerFile;
  if (drafts.length <= most) return drafts;
  return [
    ...drafts.slice(0, most),
    {
      rule: fileRules.tooManyFindings.id,
      file,
      path: [],
      on: 'value',
      message: `${drafts.length - most} more findings in this file are not listed`,
      found: `${drafts.length} findings`,
      expected: `at most ${most}`,
    },
  ];
};
