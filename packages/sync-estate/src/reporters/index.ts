import type { Reporter } from './reporter.js';

export type { Reporter } from './reporter.js';

interface ReporterEntry {
  /** One line for `--help`. */
  readonly summary: string;
  readonly load: () => Promise<Reporter>;
}

/** The formats. Each is loaded when it is asked for: a cold check pays for the one that it prints. */
export const reporters = {
  pretty: {
    summary: 'for people: code frames, engines, repositories (default)',
    load: async () => (await import('./pretty/pretty.js')).pretty,
  },
  concise: {
    summary: 'one line per finding, as compilers print them',
    load: async () => (await import('./concise.js')).concise,
  },
  json: {
    summary: 'the whole report as one JSON document',
    load: async () => (await import('./json.js')).json,
  },
  ndjson: {
    summary: 'the report as one JSON object per line',
    load: async () => (await import('./ndjson.js')).ndjson,
  },
  junit: {
    summary: 'JUnit XML, for CI servers that show tests',
    load: async () => (await import('./junit/junit.js')).junit,
  },
  sarif: {
    summary: 'SARIF 2.1.0, for code scanning',
    load: async () => (await import('./sarif/sarif.js')).sarif,
  },
  github: {
    summary: 'GitHub annotations, and Markdown for the job summary',
    load: async () => (await import('./github.js')).github,
  },
  markdown: {
    summary: 'Markdown that fits a job summary',
    load: async () => (await import('./markdown/markdown.js')).markdown,
  },
  html: {
    summary: 'one self-contained page: engines by criteria, and a list to filter',
    load: async () => (await import('./html/html.js')).html,
  },
} as const satisfies Record<string, ReporterEntry>;

export type ReporterName = keyof typeof reporters;

export const reporterNames = Object.keys(reporters) as readonly ReporterName[];

export const isReporterName = (name: string): name is ReporterName => Object.hasOwn(reporters, name);

/** Loads one reporter and nothing of the others. */
export const loadReporter = (name: ReporterName): Promise<Reporter> => reporters[name].load();
