import type { Finding } from '../../report/report.js';
import { printable } from '../printable.js';
import { severityWord } from '../words.js';
import { codeFrame } from './code-frame.js';
import type { Palette } from './palette.js';

const notesOf = (finding: Finding, palette: Palette): readonly string[] => {
  const notes: readonly (readonly [label: string, text: string | undefined])[] = [
    ['found', finding.found],
    ['expected', finding.expected],
    ['did you mean', finding.suggestion],
    ['fix', finding.fixable ? 'run with --fix' : undefined],
  ];
  const width = Math.max(...notes.map(([label, text]) => (text === undefined ? 0 : label.length)), 'help'.length);
  return [
    ...notes.flatMap(([label, text]) =>
      text === undefined ? [] : [`${palette.dim(label.padEnd(width))}  ${printable(text)}`],
    ),
    `${palette.dim('help'.padEnd(width))}  ${palette.link(printable(finding.help))}`,
  ];
};

/** One finding: where, how bad, what and by which rule; then the source, and what would mend it. */
export const findingBlock = (finding: Finding, palette: Palette): readonly string[] => {
  const severity = palette.severity[finding.severity](severityWord[finding.severity]);
  const place = palette.dim(`${finding.line}:${finding.column}`);
  const head = `  ${place}  ${severity}  ${printable(finding.message)}  ${palette.dim(printable(finding.rule))}`;
  const frame = codeFrame(finding, palette);
  const indent = (line: string): string => `    ${line}`;
  return [
    head,
    ...(frame.length > 0 ? ['', ...frame.map(indent), ''] : []),
    ...notesOf(finding, palette).map(indent),
    '',
  ];
};
