import type { Report } from '../report/report.js';

export interface RenderOptions {
  /** Whether the output may carry ANSI colours. */
  readonly color: boolean;
}

/** Renders a report in one format. A reporter only renders: it never decides an exit code. */
export interface Reporter {
  readonly name: string;
  /** The whole output, ending in a newline. */
  readonly render: (report: Report, options: RenderOptions) => string;
  /** The same in pieces, for a format whose output may be too large to hold twice. */
  readonly pieces?: (report: Report) => Iterable<string>;
  /** Markdown for the job summary of the platform that reads the output, for platforms that have one. */
  readonly summary?: (report: Report) => string;
}
