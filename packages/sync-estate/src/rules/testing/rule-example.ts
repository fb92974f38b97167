import { symlinkSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Baseline } from '../../baseline/baseline.js';
import type { Finding } from '../../report/report.js';
import { writeFiles } from '../../testing/temporary-folder.js';

/** A symbolic link, by where it leads. */
export interface Link {
  readonly link: string;
}

/** An estate as its files by path: text, bytes, or a link. */
export type Files = Readonly<Record<string, string | Uint8Array | Link>>;

/** What a rule finds in an estate, and an estate in which it finds nothing. */
export interface RuleExample {
  /** What is run: `scan` on the folder, or `check` on one repository in it. Default `scan`. */
  readonly check?: string;
  readonly fails: Files;
  readonly passes: Files;
  readonly failsUnder?: Baseline;
  readonly passesUnder?: Baseline;
  /** What the finding says, but for its message. */
  readonly finding: Pick<Finding, 'severity' | 'repo' | 'file' | 'line' | 'column' | 'pointer' | 'found' | 'expected'> &
    Partial<Pick<Finding, 'engineId' | 'suggestion'>>;
}

/** Writes an estate below a folder. */
export const writeExample = (folder: string, files: Files): void => {
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === 'string' || content instanceof Uint8Array) {
      writeFiles(folder, { [path]: content });
      continue;
    }
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(content.link, file);
  }
};
