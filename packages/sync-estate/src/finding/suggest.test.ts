import {
  canonicalEngines,
  engineName,
  engineState,
  mergeStrategy,
  reasonCode,
  requiredManifestFields,
} from '@sourceos/sync-spec';
import { distance } from 'fastest-levenshtein';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTypoOf, suggest } from './suggest.js';

const vocabularies: readonly (readonly string[])[] = [
  mergeStrategy.values,
  engineState.values,
  reasonCode.values,
  requiredManifestFields,
  canonicalEngines.map(({ engineId }) => engineName(engineId)),
];

const letter = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz'));

/** One mistake in typing a name: a letter wrong, missing, too many, or two that have changed places. */
const typo = (name: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('replace', 'remove', 'insert', 'swap'), fc.nat(name.length - 1), letter)
    .map(([kind, at, other]) => {
      const before = name.slice(0, at);
      if (kind === 'replace') return before + other + name.slice(at + 1);
      if (kind === 'remove') return before + name.slice(at + 1);
      if (kind === 'insert') return before + other + name.slice(at);
      return before + name.slice(at + 1, at + 2) + name.slice(at, at + 1) + name.slice(at + 2);
    });

const misspelt = fc
  .constantFrom(...vocabularies)
  .chain((names) => fc.constantFrom(...names).chain((name) => typo(name).map((found) => ({ names, name, found }))));

describe('suggest', () => {
  it('suggests the name that one mistake made, where no other is as near', () => {
    fc.assert(
      fc.property(misspelt, ({ names, name, found }) => {
        const rivals = names.filter((other) => other !== name && distance(other, found) <= 2);
        fc.pre(rivals.length === 0);
        expect(suggest(found, names)).toBe(name);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never suggests a name of which more than a third is wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom(...vocabularies), fc.string({ maxLength: 30 }), (names, found) => {
        const meant = suggest(found, names);
        if (meant === undefined) return;
        const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_.-]/g, '');
        const far = Math.min(distance(found.toLowerCase(), meant), distance(plain(found), plain(meant)));
        // Two letters that have changed places are one mistake.
        expect(far).toBeLessThanOrEqual(Math.max(2, Math.floor(meant.length / 3)));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['Manual-Review', 'manual_review'],
    ['manualReview', 'manual_review'],
    ['manul_review', 'manual_review'],
    ['crtd', 'crdt'],
    ['QUARANTINE', 'quarantine'],
  ])('takes %s for %s', (found, name) => {
    expect(suggest(found, mergeStrategy.values)).toBe(name);
  });

  it.each(['', 'x', 'last_writer_wins', 'merge', 'crdtcrdtcrdt', 'q'.repeat(1_000_000)])(
    'takes %.20s for nothing',
    (found) => {
      expect(suggest(found, mergeStrategy.values)).toBeUndefined();
    },
  );

  it('suggests none of two that are equally near', () => {
    expect(suggest('bat', ['cat', 'rat'])).toBeUndefined();
    expect(suggest('A_B', ['a-b', 'a.b'])).toBeUndefined();
  });

  it('suggests nothing from nothing', () => {
    expect(suggest('a', [])).toBeUndefined();
  });
});

describe('isTypoOf', () => {
  it('knows one mistake from two', () => {
    fc.assert(
      fc.property(misspelt, ({ name, found }) => {
        expect(isTypoOf(found, name)).toBe(true);
      }),
    );
    expect(isTypoOf('supportsImport', 'supportsExport')).toBe(false);
    expect(isTypoOf('auditEvent', 'auditEvents')).toBe(true);
    expect(isTypoOf('audit-events', 'auditEvents')).toBe(true);
  });
});
