import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a path for a store in a folder of its own, and removes the folder afterwards. */
export const withStorePath = async <Result>(work: (path: string) => Result | Promise<Result>): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  try {
    return await work(join(folder, 'store.db'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
