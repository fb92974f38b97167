import { fileURLToPath } from 'node:url';
import sharedConfig from '@sourceos/vitest-config';
import { needs } from '@sourceos/vitest-config/needs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { checkout, kernelFolder } from './src/kernel-folder.js';
import { nodeInABrowser } from './src/node-in-a-browser.js';
import { browserTestName, nodeOnlyPaths } from './src/node-only.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const executablePath = needs('chromium', "the kernel's tests in a browser");
const shared = needs('shared', "the kernel's public vectors in a browser");

/** The kernel's own tests, all but the Node-only ones, on source, in headless Chromium. */
export default defineConfig({
  root: kernelFolder,
  cacheDir: `${here}node_modules/.vite`,
  resolve: sharedConfig.resolve,
  plugins: [nodeInABrowser(kernelFolder, shared, [checkout, ...(shared === undefined ? [] : [shared])])],
  // Named here, never discovered: a discovery reloads the page under a running test. CommonJS must be named, for a
  // browser cannot load it; the others come in one request instead of hundreds.
  optimizeDeps: { noDiscovery: true, include: ['ajv/dist/2020.js', 'ajv-formats', 'fast-check', 'zod'] },
  server: { fs: { allow: [checkout] } },
  test: {
    ...sharedConfig.test,
    exclude: nodeOnlyPaths.map((path) => `${path}**`),
    testNamePattern: browserTestName,
    reporters: ['default', 'json'],
    outputFile: { json: `${here}.results/chromium.json` },
    setupFiles: [`${here}src/node-globals.ts`],
    env: { SOURCEOS_SOAK: process.env['SOURCEOS_SOAK'] ?? '1' },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          ...(executablePath === undefined ? {} : { executablePath }),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
          ],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
