import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder and how to remove it, for hooks: `beforeAll(() => { …; return folder.remove; })`. */
export const createTemporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  // The real path: on some systems the folder for temporary files is a symbolic link.
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'sync-estate-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** A fresh folder for the test that calls, removed when it has finished. */
export const temporaryFolder = (): string => {
  const { path, remove } = createTemporaryFolder();
  onTestFinished(remove);
  return path;
};

/** Writes files below a folder, by path; the folders between are made. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
};
