import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareExtensionVersions } from './compare-versions.js';

const ordered = [
  '0',
  '0.9',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1',
  '1.0.0.1',
  '1.2',
  '1.10',
  '12.0.3',
];

describe('versions of extensions', () => {
  it('are ordered as browsers and Semantic Versioning order them', () => {
    ordered.forEach((a, left) => {
      ordered.forEach((b, right) => {
        expect(Math.sign(compareExtensionVersions(a, b)), `${a} and ${b}`).toBe(Math.sign(left - right));
      });
    });
  });

  it('are the same with and without zeros at the end', () => {
    expect(compareExtensionVersions('1.2', '1.2.0.0')).toBe(0);
  });

  it('have one order, whatever they are', () => {
    const version = fc.stringMatching(
      /^(0|[1-9][0-9]{0,3})(\.(0|[1-9][0-9]{0,3})){0,3}(-[0-9a-b]{1,2}(\.[0-9a-b]{1,2}){0,2})?$/,
    );
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareExtensionVersions(a, b))).toBe(-Math.sign(compareExtensionVersions(b, a)) + 0);
        if (compareExtensionVersions(a, b) <= 0 && compareExtensionVersions(b, c) <= 0) {
          expect(compareExtensionVersions(a, c)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
