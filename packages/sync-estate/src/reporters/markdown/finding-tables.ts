import type { Finding } from '../../report/report.js';
import { groupBy, repositoryKey, worstFirst } from '../findings.js';
import { fileOf } from '../location.js';
import { severityWord } from '../words.js';
import type { BoundedText } from './bounded-text.js';
import { code, escapeMarkdown, link } from './escape.js';

const head = '| | Place | Finding | Rule |\n| --- | --- | --- | --- |\n';

const detail = ({ message, expected, suggestion }: Finding): string =>
  [
    escapeMarkdown(message),
    expected !== undefined && `Expected ${escapeMarkdown(expected)}.`,
    suggestion !== undefined && `Did you mean ${code(suggestion)}?`,
  ]
    .filter(Boolean)
    .join('<br>');

const row = (finding: Finding): string => {
  const place = code(`${fileOf(finding)}:${finding.line}:${finding.column}`);
  return `| ${severityWord[finding.severity]} | ${place} | ${detail(finding)} | ${link(finding.rule, finding.help)} |\n`;
};

/** Adds a table for each repository with findings, the worst repositories first; says how many did not fit. */
export const addFindingTables = (out: BoundedText, findings: readonly Finding[]): number => {
  let left = 0;
  for (const group of groupBy(worstFirst(findings), repositoryKey).values()) {
    // The heading goes with the first row: no table is left without one.
    let before = `\n#### ${code(group[0]?.repo ?? '')}\n\n${head}`;
    for (const finding of group) {
      if (out.add(before + row(finding))) before = '';
      else left += 1;
    }
  }
  return left;
};
