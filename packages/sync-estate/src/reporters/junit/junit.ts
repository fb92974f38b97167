import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import type { Reporter } from '../reporter.js';
import { suitesOf, type TestSuite } from './suites.js';
import type { Outcome, TestCase } from './test-case.js';

const numberOf = (cases: readonly TestCase[], outcome: Outcome): number =>
  cases.filter((test) => test.outcome === outcome).length;

const totals = (cases: readonly TestCase[]) => ({
  tests: String(cases.length),
  failures: String(numberOf(cases, 'failure')),
  errors: String(numberOf(cases, 'error')),
});

const addCase = (suite: XMLBuilder, classname: string, { name, outcome, type, message, text }: TestCase): void => {
  const test = suite.ele('testcase', { classname, name, time: '0' });
  if (outcome === 'passed') {
    if (text !== undefined) test.ele('system-out').txt(text);
    return;
  }
  const result = test.ele(outcome, { ...(type !== undefined && { type }), ...(message !== undefined && { message }) });
  if (text !== undefined) result.txt(text);
};

const addSuite = (suites: XMLBuilder, { name, cases }: TestSuite): void => {
  const skipped = String(numberOf(cases, 'skipped'));
  const suite = suites.ele('testsuite', { name, ...totals(cases), skipped, time: '0' });
  for (const test of cases) addCase(suite, name, test);
};

/** JUnit XML as Jenkins and those after it read it (junit-10.xsd of its xUnit plugin). */
export const junit: Reporter = {
  name: 'junit',
  render: (report) => {
    const suites = suitesOf(report);
    const all = totals(suites.flatMap(({ cases }) => cases));
    // XML 1.0 §2.2 excludes U+FFFE and U+FFFF, which are no control characters.
    const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' });
    const root = document.ele('testsuites', { name: report.tool.name, ...all, time: '0' });
    for (const suite of suites) addSuite(root, suite);
    return `${document.end({ prettyPrint: true })}\n`;
  },
};
