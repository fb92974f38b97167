import { describe, expect, it } from 'vitest';
import { escapeMarkdown, link } from './escape.js';

describe('escapeMarkdown', () => {
  it.each([
    ['a|b', 'a&#124;b'],
    ['`x`', '&#96;x&#96;'],
    ['<img>', '&#60;img&#62;'],
    ['two\nlines', 'two&#92;u000alines'],
    ['@name', '&#64;&#8203;name'],
    ['#1', '&#35;&#8203;1'],
    ['https://x', 'https:&#8203;//x'],
    ['www.x', 'www&#8203;.x'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('link', () => {
  it('links to web pages', () => {
    expect(link('a/b', 'https://example.com/a_b#c')).toBe('[<code>a/b</code>](<https://example.com/a_b#c>)');
  });

  it('leaves every other address as text', () => {
    expect(link('a/b', 'javascript:alert(1)')).toBe('<code>a/b</code>');
    expect(link('a/b', 'https://example.com/ "x')).toBe('<code>a/b</code>');
  });

  it('lets no address end the link or the cell', () => {
    expect(link('a', 'https://example.com/>|\\?a&b')).toBe('[<code>a</code>](<https://example.com/%3E%7C%5C?a&amp;b>)');
  });
});
