import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@sourceos/sync-kernel';
import { done, failed, type HostResult } from '../failure.js';
import { readRecordText } from './read-record-file.js';

/**
 * Has a person edit a record in `VISUAL` or `EDITOR`, in a folder that is theirs alone and is gone afterwards. Undefined
 * where nothing was changed.
 */
export const editRecord = (record: JsonObject): HostResult<JsonObject | undefined, 'usage'> => {
  const editor = [process.env.VISUAL, process.env.EDITOR].find((name) => name !== undefined && name !== '');
  if (editor === undefined) return failed('usage', 'Say in EDITOR what to edit with, or use sync-host review edit.');
  const folder = mkdtempSync(join(tmpdir(), 'sync-host-edit-'));
  try {
    const file = join(folder, 'record.json');
    const before = `${JSON.stringify(record, undefined, 2)}\n`;
    writeFileSync(file, before, { mode: 0o600 });
    // The variable may hold arguments, such as `code --wait`: a shell takes it apart, and the file is no part of it.
    const { status } = spawnSync('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
    if (status !== 0) return failed('usage', 'The editor failed: nothing was decided.');
    const after = readFileSync(file);
    return after.toString('utf8') === before ? done(undefined) : readRecordText(after, 'What was edited');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
