import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOf } from './summary.js';

const said = (...sentences: readonly string[]) => sentences.map((sentence) => ({ sentence }));

describe('a summary of concerns', () => {
  it('is all of them where they are few', () => {
    expect(summaryOf([])).toBe('');
    expect(summaryOf(said('One.', 'Two.'))).toBe('One. Two.');
  });

  it('is the first of many, and how many more there are', () => {
    expect(summaryOf(said('1.', '2.', '3.', '4.', '5.', '6.', '7.'))).toBe('1. 2. 3. 4. 5. 6. There is 1 more change.');
    expect(summaryOf(said('1.', '2.', '3.'), { most: 1 })).toBe('1. There are 2 more changes.');
  });

  it('says of the rest what the domain says of it, or nothing', () => {
    expect(summaryOf(said('1.', '2.'), { most: 1, rest: (count) => `And ${String(count)}.` })).toBe('1. And 1.');
    expect(summaryOf(said('1.', '2.'), { most: 1, rest: () => '' })).toBe('1.');
  });

  it('fits into a sentence of a hook, however many and long they are', () => {
    const sentences = fc.array(fc.string({ minLength: 1, maxLength: 2_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(sentences, (texts) => {
        const text = summaryOf(said(...texts), { most: Infinity });
        expect(text.length).toBeLessThanOrEqual(1_000);
        expect(text.startsWith((texts[0] ?? '').slice(0, 800))).toBe(true);
      }),
    );
  });
});
