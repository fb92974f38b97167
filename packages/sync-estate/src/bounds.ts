/** How much of a repository the scanner takes in. Beyond a bound a file is refused and the refusal reported (I6). */
export const bounds = {
  /** Bytes of a manifest or package.json. */
  fileBytes: 1024 * 1024,
  /** Nesting of objects and arrays, as on the wire. */
  depth: 64,
  /** Findings reported for one file; the rest is counted. */
  findingsPerFile: 100,
  /** Bytes of a list file, a baseline or a configuration. */
  ownFileBytes: 64 * 1024 * 1024,
  /** Milliseconds that one git process may take. */
  gitMilliseconds: 30_000,
} as const;
