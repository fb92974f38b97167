/** How a suite is run; each reads what concerns it. */
export interface SuiteOptions {
  /** Repositories of the generated estate. */
  readonly repositories: number;
  readonly seed: number;
  /** Timed runs of each contender. */
  readonly rounds: number;
  /** Timed cold starts of each contender. */
  readonly coldRuns: number;
  /** Writes of the graph trace. */
  readonly writes: number;
  /** Processes of each contender over the graph trace. */
  readonly trials: number;
  /** Objects of the largest collection that the merge is measured in. */
  readonly largest: number;
  /** Records of the largest run of the sync suite. */
  readonly records: number;
  /** Devices that one change goes to. */
  readonly devices: number;
  /** Seconds that a contender may take for a step of the sync suite. */
  readonly stepSeconds: number;
  /** Malformed requests and sockets that the relay is sent. */
  readonly requests: number;
  /** The engine that alone is measured, by the last part of its id; all where it is undefined. */
  readonly engine: string | undefined;
  /** Whether the peers are installed and run. */
  readonly peers: boolean;
  /** Where the generated input is left; otherwise it is temporary. */
  readonly keep: string | undefined;
  readonly onProgress: (text: string) => void;
}

/** A benchmark with a name; its result is Markdown, for the terminal and for the docs alike. */
export interface Suite {
  readonly name: string;
  readonly summary: string;
  readonly run: (options: SuiteOptions) => Promise<Result>;
}

export interface Result {
  readonly markdown: string;
  /** Whether everything was measured; figures with a gap are not for the docs. */
  readonly complete: boolean;
}
