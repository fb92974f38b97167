import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle } from './bundle.js';
import { entries } from './entries.js';
import { checkout } from './kernel-folder.js';
import { bytesByOrigin, ceilingTable } from './tables.js';

const all = Object.values(entries);

describe("the kernel's bundle for a browser", () => {
  it.each(all)('of $name stays below its ceiling', async ({ code, ceiling }) => {
    const { gzip, byPackage } = await bundle(code, 'published');
    expect(byPackage.get('@sourceos/sync-kernel')).toBeGreaterThan(0);
    expect(gzip).toBeLessThanOrEqual(ceiling);
  });

  it.each(all)('of $name asks for no module, of Node or another', async ({ code }) => {
    expect((await bundle(code, 'published')).externals).toEqual([]);
  });

  it('would show a module of Node, as the fast path has', async () => {
    const { externals } = await bundle(`export * from '@sourceos/sync-kernel/native';`, 'sources');
    expect(externals).toContain('node:crypto');
  });

  it('of the wire format reaches neither engines nor strategies, nor anything else above it', async () => {
    const { files } = await bundle(entries.wire.code, 'sources');
    const own = files.filter((file) => file.startsWith('packages/sync-kernel/src/'));
    expect(own).toContain('packages/sync-kernel/src/wire/batch.ts');
    expect(own.filter((file) => /\/src\/(?:engine|merge|gate|policy|control|replica|operations)\//.test(file))).toEqual(
      [],
    );
  });

  it('of deriveState alone leaves everything else out', async () => {
    const [alone, whole] = await Promise.all(
      [entries.state, entries.kernel].map(({ code }) => bundle(code, 'published')),
    );
    expect(alone && bytesByOrigin(alone).dependencies).toBe(0);
    expect((alone?.raw ?? Infinity) * 4).toBeLessThan(whole?.raw ?? 0);
  });
});

it('docs/browser.md has the ceilings that are checked', () => {
  expect(readFileSync(join(checkout, 'docs/browser.md'), 'utf8')).toContain(ceilingTable(all));
});
