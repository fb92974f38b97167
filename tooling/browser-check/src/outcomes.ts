import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { kernelFolder } from './kernel-folder.js';

/** How a test ended. */
export interface TestOutcome {
  /** The test's file, from the kernel's folder. */
  readonly file: string;
  /** The test's full name; empty for a file that could not be loaded. */
  readonly name: string;
  readonly status: string;
  /** What it said, where it failed. */
  readonly message: string;
}

/** One run of vitest: when it began (milliseconds since 1970) and how each test ended. */
export interface TestRun {
  readonly startTime: number;
  readonly files: readonly string[];
  readonly outcomes: readonly TestOutcome[];
}

/** The part of vitest's JSON report that is read here. */
export interface JsonReport {
  readonly startTime: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** Understands a JSON report of vitest. A file without tests that failed is an outcome too: it could not be loaded. */
export const readReport = (report: JsonReport): TestRun => {
  const files = report.testResults.map((result) => ({
    ...result,
    file: relative(kernelFolder, result.name).split(sep).join('/'),
  }));
  return {
    startTime: report.startTime,
    files: files.map(({ file }) => file),
    outcomes: files.flatMap(({ file, status, message, assertionResults }) => {
      const tests = assertionResults.map((test) => ({
        file,
        name: test.fullName.trim(),
        status: test.status,
        message: test.failureMessages?.join('\n') ?? '',
      }));
      const silent = status === 'failed' && tests.every((test) => test.status !== 'failed');
      return silent ? [...tests, { file, name: '', status, message: message ?? '' }] : tests;
    }),
  };
};

/** Reads a JSON report of vitest from a file. */
export const readRun = (path: string): TestRun => readReport(JSON.parse(readFileSync(path, 'utf8')) as JsonReport);
