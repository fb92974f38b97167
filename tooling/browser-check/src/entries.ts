/** A consumer of the kernel, and how large its bundle may become. */
export interface Entry {
  readonly name: string;
  readonly code: string;
  /** At most so many bytes, minified and gzipped, dependencies included. */
  readonly ceiling: number;
}

const kib = 1024;

/**
 * What is measured. The ceilings are generous: they are there to catch a dependency that slips in or an entry that
 * stops shaking, not to count bytes.
 */
export const entries = {
  kernel: {
    name: 'everything of `@sourceos/sync-kernel`',
    code: `export * from '@sourceos/sync-kernel';`,
    ceiling: 160 * kib,
  },
  wire: {
    name: 'everything of `@sourceos/sync-kernel/wire`',
    code: `export * from '@sourceos/sync-kernel/wire';`,
    ceiling: 96 * kib,
  },
  state: {
    name: '`deriveState` alone',
    code: `export { deriveState } from '@sourceos/sync-kernel';`,
    ceiling: 8 * kib,
  },
} as const satisfies Readonly<Record<string, Entry>>;
