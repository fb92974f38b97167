import type { Finding, Report } from '../report/report.js';
import { closingLine, countsBySeverity, tally } from './counts.js';
import { countedFindings, groupBy, worstFirst } from './findings.js';
import { fileOf } from './location.js';
import { markdown } from './markdown/markdown.js';
import { printable } from './printable.js';
import type { Reporter } from './reporter.js';
import { workflowCommand } from './workflow-command.js';

/** GitHub keeps ten annotations of each kind per step and drops the others silently. */
const annotationsPerKind = 10;

const commands = { error: 'error', warn: 'warning', info: 'notice' } as const;

const messageOf = ({ message, suggestion, help }: Finding): string =>
  [printable(message), suggestion !== undefined && `Did you mean ${printable(suggestion)}?`, printable(help)]
    .filter(Boolean)
    .join('\n');

const annotation = (finding: Finding): string =>
  workflowCommand(
    commands[finding.severity],
    {
      file: printable(fileOf(finding)),
      line: finding.line,
      endLine: finding.endLine,
      col: finding.column,
      endColumn: finding.endColumn,
      title: printable(finding.rule),
    },
    messageOf(finding),
  );

const render = (report: Report): string => {
  const bySeverity = [...groupBy(worstFirst(countedFindings(report)), ({ severity }) => severity).values()];
  const shown = bySeverity.flatMap((findings) => findings.slice(0, annotationsPerKind));
  const left = bySeverity.flatMap((findings) => findings.slice(annotationsPerKind));
  return [
    ...shown.map(annotation),
    ...(left.length > 0
      ? [`Left out: ${countsBySeverity(tally(left))}. GitHub shows ${annotationsPerKind} annotations of each kind.`]
      : []),
    closingLine(report),
    '',
  ].join('\n');
};

/** Annotations for GitHub Actions, worst first and within its limits; the job summary has the rest. */
export const github: Reporter = {
  name: 'github',
  render,
  summary: (report) => markdown.render(report, { color: false }),
};
