import { canonicalEngines } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { engineManifests } from './engine-manifests.js';
import { engineTables } from './engine-tables.js';

describe('engineTables', async () => {
  const artifacts = engineTables(await engineManifests());

  it.each(['README.md', 'docs/engines/README.md'])('names every engine and every owner in %s', (file) => {
    const content = artifacts.find((artifact) => artifact.file === file)?.content ?? '';
    for (const { engineId, owners } of canonicalEngines) {
      expect(content).toContain(`[\`${engineId}\`]`);
      for (const owner of owners) expect(content).toContain(owner);
    }
  });

  it("tells each engine's dangerous fields in its package's README and on its page", async () => {
    for (const { engineId, dangerousFields } of await engineManifests()) {
      const own = artifacts.filter(({ part, content }) => part === 'manifest' && content.includes(`\`${engineId}\``));
      expect(own.map(({ file }) => file)).toHaveLength(2);
      for (const field of dangerousFields)
        expect(own.every(({ content }) => content.includes(`\`${field}\``))).toBe(true);
    }
  });
});
