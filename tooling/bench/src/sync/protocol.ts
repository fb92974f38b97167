import type { ModulePaths } from './adapter.js';
import type { ContestantId } from './contestants.js';

/** What a process of a contender is asked, one at a time. */
export type Question =
  | {
      readonly ask: 'serve';
      readonly contestant: ContestantId;
      readonly folder: string;
      readonly modules: ModulePaths;
      readonly devices: number;
    }
  | {
      readonly ask: 'open';
      readonly contestant: ContestantId;
      /** One folder for each device that the process is. */
      readonly folders: readonly string[];
      /** The number of the first of them; the others follow. */
      readonly first: number;
      readonly modules: ModulePaths;
      readonly devices: number;
      readonly invitation: string;
    }
  | { readonly ask: 'write'; readonly count: number }
  | { readonly ask: 'edit'; readonly indices: readonly number[]; readonly mark: string }
  | { readonly ask: 'connect'; readonly port: number }
  | { readonly ask: 'disconnect' }
  | { readonly ask: 'holds'; readonly count: number }
  | { readonly ask: 'sees'; readonly indices: readonly number[]; readonly mark: string };

/** Nanoseconds of the machine's monotonic clock, which all its processes share, as texts. */
export interface Answer {
  readonly started: string;
  /** When each device of the process was done. */
  readonly ended: readonly string[];
  /** The port of a server. */
  readonly port?: number;
  /** The invitation of the first device. */
  readonly invitation?: string;
}
