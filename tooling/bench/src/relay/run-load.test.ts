import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runLoad } from './run-load.js';
import { refusalsOnly } from './statuses.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-relay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a relay is sent so many malformed requests and takes none, and everybody who behaves is answered', async () => {
  const { quiet, malformed, flood } = await runLoad({ folder, requests: 400, seed: 3, onProgress: () => undefined });
  expect(Object.values(malformed.statuses).reduce((sum, count) => sum + count, 0)).toBe(400);
  expect(Object.keys(malformed.statuses)).toEqual(expect.arrayContaining(['400', '401', '404', 'refused']));
  expect(refusalsOnly(malformed.statuses)).toBe(true);
  for (const { delays } of [quiet, malformed, flood]) {
    for (const each of [delays.append, delays.read]) expect(each.length).toBeGreaterThan(5);
  }
  expect(Object.keys(flood.statuses).every((status) => ['200', '429'].includes(status))).toBe(true);
}, 120_000);
