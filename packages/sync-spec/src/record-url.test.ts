import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webOrigin, webUrl } from './record-url.js';

const accepts = (value: string) => webUrl(2_048, ['http', 'https']).safeParse(value).success;

describe('webUrl', () => {
  it.each([
    'https://example.org',
    'https://example.org/a?b=c#d',
    'http://localhost:8080/',
    'https://[2001:db8::1]:443/x',
    'https://xn--bcher-kva.example/%F0%9F%98%80',
    'https://example.org/@user/a:b',
  ])('accepts %s', (value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    'https://user@example.org/',
    'https://user:secret@example.org/',
    String.raw`https://good.example\@evil.example/`,
    'https://good.example%40evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https:///nothing',
    'https://example.org/a b',
    'https://example.org/\n',
    'https://bücher.example/',
    ' https://example.org',
    `https://example.org/${'a'.repeat(2_048)}`,
  ])('refuses %j', (value) => {
    expect(accepts(value)).toBe(false);
  });

  it('accepts nothing in which the URL parser of the platform finds credentials or another scheme', () => {
    const pieces = fc.constantFrom(
      ...[
        'https:',
        'http:',
        'javascript:',
        '//',
        '/',
        '@',
        ':',
        'a.example',
        'b',
        '\\',
        '?',
        '#',
        '%40',
        '\t',
        '80',
        '[',
        ']',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const value = `https://${parts.join('')}`;
        fc.pre(accepts(value) && URL.canParse(value));
        const url = new URL(value);
        expect([url.protocol, url.username, url.password]).toEqual(['https:', '', '']);
      }),
    );
  });

  it('refuses plain http where only https is meant', () => {
    expect(webUrl(2_048).safeParse('http://example.org/').success).toBe(false);
  });

  it('judges a long hostile host in linear time', () => {
    const started = performance.now();
    expect(webUrl(200_000).safeParse(`https://${'a.'.repeat(99_990)}!`).success).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('webOrigin', () => {
  it.each(['https://example.org', 'http://localhost:8080'])('accepts %s', (value) => {
    expect(webOrigin().parse(value)).toBe(value);
  });

  it.each(['https://example.org/', 'https://*.example.org', 'https://a@b', '*'])('refuses %s', (value) => {
    expect(webOrigin().safeParse(value).success).toBe(false);
  });
});
