/** A program that does a suite's work, as it is started. */
export interface Contender {
  readonly name: string;
  /** One sentence for the reader of the table: what it checks, and what it leaves out. */
  readonly does: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** The exit code of a run that did its work; a linter that found faults ends with another than 0. */
  readonly exitCode: number;
  /** Reads from the output whether the work was done, and how well. */
  readonly inspect: (output: Output) => Inspection;
}

/** The files that a run's output went to. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

export type Inspection =
  { readonly done: true; readonly found?: string } | { readonly done: false; readonly why: string };
