import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { readSpecification } from '../test/specification.js';
import { encryptionScope } from './encryption-scope.js';
import { engineState } from './engine-state.js';
import { criticalStrategies, mergeStrategy, reviewAwareStrategies } from './merge-strategy.js';
import { policyClass } from './policy-class.js';
import { reasonCode } from './reason-code.js';
import { repoDomain } from './repo-domain.js';
import { defineVocabulary, type VocabularyValue } from './vocabulary.js';

const closed = [
  { vocabulary: policyClass, size: 4 },
  { vocabulary: encryptionScope, size: 6 },
  { vocabulary: mergeStrategy, size: 8 },
  { vocabulary: engineState, size: 20 },
  { vocabulary: reasonCode, size: 16 },
  { vocabulary: repoDomain, size: 14 },
];

describe.each(closed)('the vocabulary of a $vocabulary.noun', ({ vocabulary, size }) => {
  it(`is closed at ${size} names`, () => {
    expect(vocabulary.values).toHaveLength(size);
    expect(new Set(vocabulary.values).size).toBe(size);
    expect(vocabulary.schema.options).toEqual(vocabulary.values);
  });

  it('gives each name a meaning in one sentence', () => {
    for (const meaning of Object.values(vocabulary.meanings)) {
      // A capital, no full stop before the last character, and that one a full stop.
      expect(meaning).toMatch(/^[A-Z][^.\n]+\.$/);
    }
    expect(new Set(Object.values(vocabulary.meanings)).size).toBe(size);
  });

  it.each(['constructor', '__proto__', 'toString', '', 'HIGH', 5, null, undefined, ['high']])('has no %j', (value) => {
    expect(vocabulary.has(value)).toBe(false);
    expect(vocabulary.schema.safeParse(value).success).toBe(false);
  });

  it('has each of its names', () => {
    for (const name of vocabulary.values) expect(vocabulary.has(name)).toBe(true);
  });
});

describe('defineVocabulary', () => {
  it('keeps the names as a union type', () => {
    const size = defineVocabulary('size', { small: 'Little.', large: 'Much.' });
    expectTypeOf<VocabularyValue<typeof size>>().toEqualTypeOf<'small' | 'large'>();
    expect(size.values).toEqual(['small', 'large']);
  });
});

describe('subsets of the merge strategies', () => {
  it('are those of I3 and I4', () => {
    expect(reviewAwareStrategies).toEqual(['manual_review', 'quarantine']);
    expect(mergeStrategy.values.filter((name) => !criticalStrategies.some((strategy) => strategy === name))).toEqual([
      'crdt',
      'graph_merge',
      'manual_review',
    ]);
  });
});

const shared = needs('shared', 'the vocabularies of sync-spec against the specification');

describe.runIf(shared !== undefined)('the names of the specification', () => {
  const specification = () => readSpecification(shared ?? '');

  /** The names that a line such as `policyClass: low, medium, or high` lists. */
  const listed = (field: string): readonly string[] => {
    const line = specification()
      .items('Required fields')
      .find((item) => item.startsWith(`${field}: `));
    return (line ?? '').slice(field.length + 2).split(/, (?:or )?/);
  };

  it('are ours, in its order', () => {
    expect(policyClass.values).toEqual(listed('policyClass'));
    expect(encryptionScope.values).toEqual(listed('encryptionScope'));
    expect(mergeStrategy.values).toEqual(listed('mergeStrategy'));
    expect(engineState.values).toEqual(specification().items('Required engine states'));
    expect(reasonCode.values).toEqual(specification().items('Required reason codes'));
  });

  it('have a section of semantics for each merge strategy', () => {
    const headings = [
      ...specification()
        .section('Merge strategy semantics')
        .matchAll(/^### (.+)$/gm),
    ];
    expect(headings.map(([, heading]) => heading)).toEqual(mergeStrategy.values);
  });
});
