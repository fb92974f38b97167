import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderSize } from './folder-size.js';
import { startContender } from './process.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-sync-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a contender’s process', () => {
  it('is given up when it takes too long', async () => {
    const contender = startContender(process.execPath);
    try {
      // No Node begins within a millisecond.
      await expect(contender.ask({ ask: 'disconnect' }, 1)).rejects.toThrow('"disconnect" took longer than 0 s');
    } finally {
      await contender.stop();
    }
  }, 30_000);

  it('says why it failed, and is gone when it is stopped', async () => {
    const contender = startContender(process.execPath);
    try {
      const modules = {}; // No module is there, so that it cannot begin.
      const serve = { ask: 'serve', contestant: 'tinybase', folder, modules, devices: 1 } as const;
      await expect(contender.ask(serve, 20_000)).rejects.toThrow(/\w/);
    } finally {
      await contender.stop();
    }
    await expect(contender.ask({ ask: 'disconnect' }, 1_000)).rejects.toThrow('its process ended');
    expect(contender.peak()).toBeUndefined();
  }, 30_000);

  it('that cannot be started is a failure and no crash', async () => {
    const contender = startContender(join(folder, 'no-node'));
    await expect(contender.ask({ ask: 'disconnect' }, 5_000)).rejects.toThrow('its process ended');
    await contender.stop();
  });
});

describe('the size of a folder', () => {
  it('is that of all files below it', () => {
    writeFileSync(join(folder, 'a'), 'abc');
    expect(folderSize(folder)).toBe(3);
  });
});
