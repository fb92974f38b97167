import type { Finding } from '../../report/report.js';
import { byPlace, groupBy, repositoryKey } from '../findings.js';
import { fileOf } from '../location.js';
import { printable } from '../printable.js';
import { findingBlock } from './finding-block.js';
import type { Palette } from './palette.js';

const title = (finding: Finding, palette: Palette): string => {
  const repo = printable(finding.repo);
  const file = printable(fileOf(finding));
  // The file of an estate usually starts with its repository's name: it is not said twice.
  return file.startsWith(`${repo}/`)
    ? `- ${palette.bold(repo)}${palette.dim(file.slice(repo.length))}`
    : `- ${palette.bold(repo)}  ${palette.dim(file)}`;
};

/** All findings, under the file that they are about. */
export const findingsSection = (findings: readonly Finding[], palette: Palette): readonly string[] =>
  [...groupBy(byPlace(findings), (finding) => repositoryKey(finding) + finding.file).values()].flatMap(
    ([first, ...rest]) =>
      first
        ? [title(first, palette), '', ...[first, ...rest].flatMap((finding) => findingBlock(finding, palette))]
        : [],
  );
