import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.js';

describe('the address of a client', () => {
  it('is the peer of the connection where no proxy is trusted, whatever a header says', () => {
    fc.assert(
      fc.property(fc.string(), (forwarded) => {
        expect(clientAddress('192.0.2.1', forwarded, 0)).toBe('192.0.2.1');
      }),
    );
  });

  it('is what the farthest trusted proxy says, and never what stands before that', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.ipV4(), { minLength: 1, maxLength: 5 }), (forged, proxies) => {
        const forwarded = [...forged, ...proxies].join(', ');
        expect(clientAddress('192.0.2.1', forwarded, proxies.length)).toBe(proxies[0]);
      }),
    );
  });

  it('is read with a port or in brackets, and stops where a proxy names none', () => {
    expect(clientAddress('::1', '198.51.100.7:4711', 1)).toBe('198.51.100.7');
    expect(clientAddress('::1', '[2001:db8::7]:4711', 1)).toBe('2001:db8::7');
    expect(clientAddress('::1', '2001:db8::7', 1)).toBe('2001:db8::7');
    expect(clientAddress('::1', 'unknown', 1)).toBe('::1');
    expect(clientAddress('::1', '198.51.100.7, _hidden, 203.0.113.1', 3)).toBe('203.0.113.1');
    expect(clientAddress('::1', undefined, 2)).toBe('::1');
  });
});
