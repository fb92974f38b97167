import { describe, expect, it } from 'vitest';
import { replacePart } from './artifact.js';

const marked = (inside: string): string => `before\n\n<!-- generated: list -->${inside}<!-- /generated -->\n\nafter\n`;

describe('replacePart', () => {
  it('puts the content between the markers and keeps the rest', () => {
    expect(replacePart(marked('\nold\n'), 'list', 'new')).toBe(marked('\n\nnew\n\n'));
  });

  it('gives the same text when it runs again', () => {
    const once = replacePart(marked(''), 'list', 'new') ?? '';
    expect(replacePart(once, 'list', 'new')).toBe(once);
  });

  it.each([
    ['without markers', 'text'],
    ['without an end', '<!-- generated: list -->'],
    ['with markers of another part', '<!-- generated: other --><!-- /generated -->'],
    ['with the part twice', `${marked('')}${marked('')}`],
  ])('refuses a text %s', (_, text) => {
    expect(replacePart(text, 'list', 'new')).toBeUndefined();
  });
});
