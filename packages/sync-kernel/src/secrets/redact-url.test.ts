import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soak } from '../wire/testing/soak.js';
import { redactUrl } from './index.js';

const nested = (url: string): string => `https://example.org/login?next=${encodeURIComponent(url)}`;

describe('redactUrl', () => {
  it.each([
    ['user information', 'https://mira:hunter2@example.org/a', 'https://example.org/a'],
    ['a name alone', 'https://mira@example.org/a', 'https://example.org/a'],
    [
      'an access token',
      'https://example.org/a?lang=en&access_token=abc&page=2',
      'https://example.org/a?lang=en&page=2',
    ],
    ['a name in other letters', 'https://example.org/?X-Amz-Signature=abc&b=1', 'https://example.org/?b=1'],
    ['a name that is escaped', 'https://example.org/?acc%65ss_token=abc&b=1', 'https://example.org/?b=1'],
    ['a token in the fragment', 'https://example.org/cb#access_token=abc&state=1', 'https://example.org/cb#state=1'],
    ['a token in a route', 'https://example.org/#/open?token=abc&tab=2', 'https://example.org/#/open?tab=2'],
    [
      'a value with the form of a secret',
      `https://example.org/?a=ghp_${'A1b2C3d4E5f6'.repeat(3)}&b=1`,
      'https://example.org/?b=1',
    ],
    ['a session in the path', 'https://example.org/shop;jsessionid=A1B2?x=1', 'https://example.org/shop?x=1'],
    ['a URL in a parameter', nested('https://example.org/?token=abc&x=1'), nested('https://example.org/?x=1')],
    ['a URL in an opaque one', 'view-source:https://a:b@example.org/', 'view-source:https://example.org/'],
    [
      'a webhook',
      `https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/${'aB3d'.repeat(6)}`,
      'https://hooks.slack.com/services/redacted-slack-webhook',
    ],
    ['a relative URL', '/open?token=abc&page=2', '/open?page=2'],
    ['a session between two slashes', '/;sid=a/b@example.org/', '/.//b@example.org/'],
    ['a URL without a scheme', '//mira:hunter2@example.org/a', '//example.org/a'],
    ['a line break in the scheme', 'ht\ntps://mira:hunter2@example.org/', 'https://example.org/'],
  ])('takes out %s', (_, url, expected) => {
    expect(redactUrl(url)).toBe(expected);
    expect(redactUrl(expected)).toBe(expected);
  });

  it.each([
    'https://example.org',
    'HTTPS://Example.ORG:443/%7Emira/?q=a+b&empty=&flag#goals',
    'https://example.org/?monkey=1&tokens=3&codec=av1#/route?tab=2',
    'https://example.org/a#:~:text=some%20words',
    'about:blank',
    'mailto:mira@example.org?subject=Plan',
    'no URL at all',
    '',
  ])('returns %s as it is written', (url) => {
    expect(redactUrl(url)).toBe(url);
  });

  it('is idempotent, and never throws', () => {
    const odd = fc.array(
      fc.constantFrom(
        'https://',
        'a',
        ':',
        '@',
        '/',
        '?',
        '#',
        '&',
        '=',
        '%',
        '%3D',
        'token',
        'é',
        ' ',
        '\\',
        ';sid=',
        '.',
        '+',
        'blob:',
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          odd.map((parts) => parts.join('')),
          fc.string(),
        ),
        (url) => {
          const once = redactUrl(url);
          expect(redactUrl(once)).toBe(once);
        },
      ),
      { numRuns: 5_000 * soak },
    );
  });
});
