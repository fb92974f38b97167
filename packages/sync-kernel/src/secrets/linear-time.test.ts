import { describe, expect, it } from 'vitest';
import { findSecrets } from './index.js';
import { secretRules } from './rules/index.js';

/** What hostile text repeats: every anchor alone, and beginnings of formats that go on for long. */
const units = [
  ...new Set(secretRules.flatMap(({ anchors }) => anchors)),
  ...['-eyJ', 'eyJa.', 'a://a:', 'a:b@', '1:AA', '-----BEGIN PRIVATE KEY-----', '&se=sig=', 'MDAw.G00000.', 'a', '\\n'],
];

describe('takes time in proportion to hostile text', () => {
  // A search that is quadratic in one of these, the longest anchor included, takes many times the limit for so much.
  it.each(units)('512 KiB of %s', (unit) => {
    const text = unit.repeat(Math.ceil(524_288 / unit.length));
    const begin = performance.now();
    findSecrets(text);
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});
