import { needs } from '@sourceos/vitest-config/needs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRuns, type Comparison } from './compare-runs.js';
import { runInChromium, runInNode } from './kernel-runs.js';
import { isNodeOnly, nodeOnly, nodeOnlyPaths } from './node-only.js';
import type { TestRun } from './outcomes.js';

const chromium = needs('chromium', "the kernel's tests in a browser");

describe.runIf(chromium !== undefined)("the kernel's tests, in headless Chromium as in Node", () => {
  let node: TestRun;
  let browser: TestRun;
  let comparison: Comparison;

  beforeAll(async () => {
    node = await runInNode();
    browser = await runInChromium();
    comparison = compareRuns(node.outcomes, browser.outcomes);
    console.log(
      `${comparison.passed} tests passed in both, ${comparison.skipped} were left out by both, ` +
        `${comparison.differences.length} differ`,
    );
  }, 600_000);

  it('end the same, and well', () => {
    expect(comparison.differences).toEqual([]);
  });

  it('run in both, every file but the Node-only ones', () => {
    const expected = node.files.filter((file) => !nodeOnlyPaths.some((path) => file.startsWith(path)));
    expect([...browser.files].sort()).toEqual([...expected].sort());
    expect(comparison.passed).toBeGreaterThan(100);
  });

  it.each(nodeOnly)('are Node-only for a reason that still holds: $reason', (one) => {
    const left = node.outcomes.filter(({ file, name }) =>
      'path' in one ? file.startsWith(one.path) : isNodeOnly(file, name) && name.includes(one.words),
    );
    expect(left).not.toEqual([]);
  });
});
