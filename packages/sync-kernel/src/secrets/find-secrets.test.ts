import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soak } from '../wire/testing/soak.js';
import { findSecrets, secretMarker } from './index.js';
import { secretRules } from './rules/index.js';
import { canaries } from './testing/canaries.js';

const kinds = [...new Set(secretRules.map(({ kind }) => kind))];

it('has a canary of every kind, and knows at least twenty kinds', () => {
  expect(Object.keys(canaries).sort()).toEqual([...kinds].sort());
  expect(kinds.length).toBeGreaterThan(20);
});

it.each(kinds)('finds a %s alone, and says so', (kind) => {
  fc.assert(
    fc.property(canaries[kind] ?? fc.constant(''), (canary) => {
      expect(findSecrets(canary).map((found) => found.kind)).toEqual([kind]);
    }),
    { numRuns: 50 * soak },
  );
});

/** Where a secret may lie in a text. */
const places: Readonly<Record<string, (canary: string) => string>> = {
  'at the start': (canary) => `${canary} is what the deployment needs`,
  'in the middle': (canary) => `the deployment needs ${canary} to run`,
  'at the end': (canary) => `what the deployment needs is ${canary}`,
  'in quotes': (canary) => `export VALUE="${canary}"`,
  'in several lines': (canary) => `first line\n${canary}\nlast line`,
  'in the query of a URL': (canary) => `https://example.org/open?lang=en&value=${canary}&page=2`,
  'in JSON in a string': (canary) => JSON.stringify({ note: `line\n${canary}\nend` }),
  'in JSON in JSON in a string': (canary) => JSON.stringify({ inner: JSON.stringify({ note: `line\n${canary}` }) }),
  'after an emoji': (canary) => `🔑${canary} ✅`,
};

describe('finds a canary wherever it lies', () => {
  it.each(Object.entries(places))('%s', (_, place) => {
    const any = fc.constantFrom(...kinds).chain((kind) => canaries[kind] ?? fc.constant(''));
    fc.assert(
      fc.property(any, (canary) => {
        const text = place(canary);
        const found = findSecrets(text);
        expect(found).not.toEqual([]);
      }),
      { numRuns: 120 * soak },
    );
  });
});

it('flags no marker', () => {
  for (const kind of kinds) {
    const marker = secretMarker(kind);
    const texts = [
      marker,
      `https://${marker}@example.org/`,
      `https://${marker}:${marker}@x.org`,
      `AccountKey=${marker}`,
    ];
    expect([kind, findSecrets(texts.join('\n')).filter(({ kind: found }) => found !== 'url-password')]).toEqual([
      kind,
      [],
    ]);
  }
});
