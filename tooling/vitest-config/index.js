import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/** Tests run on source: a sibling's bare name leads to its src/index.ts, not to what was last built. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@sourceos\/(sync-[a-z-]+)$/, replacement: `${packages}$1/src/index.ts` },
      {
        find: /^@sourceos\/(sync-[a-z-]+)\/(wire|control|native|secrets)$/,
        replacement: `${packages}$1/src/$2/index.ts`,
      },
    ],
  },
  test: {
    include: ['{src,test}/**/*.test.ts'],
    passWithNoTests: false,
    reporters: ['default', 'json'],
    outputFile: { json: '.results/vitest.json' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
