import { describe, expect, it } from 'vitest';
import { cardOf } from './card-of.js';
import { classifyConcerns } from './classify-concerns.js';
import type { Concern } from './concern.js';

const concern = (pointer: string, more: Partial<Concern> = {}): Concern => ({
  pointers: [pointer],
  sentence: `${pointer} runs.`,
  alternative: 'Look at it first.',
  ...more,
});
const parts = { title: 'The profile would change.', harmless: 'Nothing runs.' };
const keep = 'Reject it and keep what is in force.';

describe('a card of concerns', () => {
  it('says that nothing is risky where there are none, and what can always be done', () => {
    expect(cardOf({ ...parts, concerns: [] })).toEqual({
      title: parts.title,
      risk: 'Nothing runs.',
      alternatives: [keep],
    });
  });

  it('says every concern, and each alternative once', () => {
    expect(cardOf({ ...parts, concerns: [concern('/a'), concern('/b')] })).toEqual({
      title: parts.title,
      risk: '/a runs. /b runs.',
      alternatives: ['Look at it first.', keep],
    });
  });

  it('takes the risk, and what can always be done, in the words of the domain', () => {
    const card = cardOf({ ...parts, concerns: [concern('/a')], risk: 'A log proves nothing.', keep: 'Keep the log.' });
    expect(card).toMatchObject({ risk: 'A log proves nothing.', alternatives: ['Look at it first.', 'Keep the log.'] });
  });

  it('is short enough to be read, and always offers to keep what there is, whatever a record holds', () => {
    const long = 'x'.repeat(5_000);
    const concerns = Array.from({ length: 5_000 }, (_, index) =>
      concern(`/${String(index)}`, { sentence: long, alternative: `${String(index)} ${long}` }),
    );
    const card = cardOf({ ...parts, concerns, title: long });
    for (const text of [card.title, card.risk, ...card.alternatives]) expect(text.length).toBeLessThanOrEqual(1_000);
    expect(card.alternatives).toHaveLength(8);
    expect(card.alternatives.at(-1)).toBe(keep);
    expect(card.risk).toMatch(/There are 4999 more changes\.$/);
  });
});

describe('a classification by concerns', () => {
  it('is benign where there are none', () => {
    expect(classifyConcerns([], 'Nothing runs.')).toEqual({
      danger: 'benign',
      pointers: [],
      sentence: 'Nothing runs.',
    });
  });

  it('is dangerous at every place of every concern, each once', () => {
    expect(classifyConcerns([concern('/a'), concern('/b', { pointers: ['/b', '/a'] })], '')).toEqual({
      danger: 'dangerous',
      pointers: ['/a', '/b'],
      sentence: '/a runs. /b runs.',
    });
  });
});
