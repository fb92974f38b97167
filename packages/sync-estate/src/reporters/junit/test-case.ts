import type { EngineRow, Finding, RepositoryRow } from '../../report/report.js';
import { printable } from '../printable.js';
import { severityWord, statusWord } from '../words.js';
import { failureText } from './failure-text.js';

/** What became of a test; a passed one may still have something to say. */
export type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/** One test of the JUnit report. */
export interface TestCase {
  readonly name: string;
  readonly outcome: Outcome;
  readonly type?: string;
  /** One line; a skipped test has none, because older schemas know no attribute there. */
  readonly message?: string;
  readonly text?: string;
}

/**
 * A finding as a test. Its name holds no line number, so that a CI server follows it from build to build. Errors
 * fail; warnings and infos pass and say so; what the baseline accepts is skipped, with the reason.
 */
export const findingCase = (finding: Finding): TestCase => {
  const name = printable(`${finding.rule} ${finding.pointer}`.trimEnd());
  const type = printable(finding.rule);
  if (finding.suppressed) {
    const { reason, owner, expires } = finding.suppressed;
    return { name, outcome: 'skipped', text: printable(`${reason} (${owner}, until ${expires})`) };
  }
  if (finding.severity === 'error') {
    return { name, outcome: 'failure', type, message: printable(finding.message), text: failureText(finding) };
  }
  return { name, outcome: 'passed', text: `${severityWord[finding.severity]} ${type}\n${failureText(finding)}` };
};

/** A repository without findings: one test, so that it is seen to have been scanned. */
export const repositoryCase = ({ status }: RepositoryRow): TestCase => {
  const name = 'manifest';
  if (status === 'unreachable')
    return { name, outcome: 'error', type: status, message: 'The repository cannot be read' };
  if (status === 'not_applicable')
    return { name, outcome: 'skipped', text: 'No manifest, and no canonical engine to declare' };
  return status === 'compliant'
    ? { name, outcome: 'passed' }
    : { name, outcome: 'failure', type: status, message: `The repository is ${statusWord[status]}` };
};

/** An engine: compliant passes. */
export const engineCase = ({ engineId, status, repo }: EngineRow): TestCase => {
  const name = printable(engineId);
  return status === 'compliant'
    ? { name, outcome: 'passed' }
    : { name, outcome: 'failure', type: status, message: `${name} is ${statusWord[status]} (${printable(repo)})` };
};
