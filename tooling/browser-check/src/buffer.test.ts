import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { browserBuffer } from './buffer.js';

const samples = [[], [0], [0xef, 0xbb, 0xbf, 0x41], [0xff, 0xfe, 0x80], [0xf0, 0x9f, 0x98, 0x80, 0xc3]].map((bytes) =>
  Uint8Array.from(bytes),
);
const all = Uint8Array.from({ length: 256 }, (_, at) => at);

describe("the browser's Buffer", () => {
  it.each(['utf8', 'latin1', 'hex', 'base64'] as const)('writes and reads %s like that of Node', (encoding) => {
    for (const bytes of [...samples, all]) {
      const text = Buffer.from(bytes).toString(encoding);
      expect(browserBuffer.from(bytes).toString(encoding)).toBe(text);
      expect([...browserBuffer.from(text, encoding)]).toEqual([...Buffer.from(text, encoding)]);
    }
  });

  it('compares and joins like that of Node', () => {
    for (const a of [...samples, all]) {
      for (const b of [...samples, all]) {
        expect(browserBuffer.compare(a, b)).toBe(Buffer.compare(a, b));
        expect([...browserBuffer.concat([a, b])]).toEqual([...Buffer.concat([a, b])]);
      }
    }
  });

  it('knows what it made, and nothing else', () => {
    expect(browserBuffer.from('a') instanceof (browserBuffer as unknown as typeof Buffer)).toBe(true);
    expect(new Uint8Array(1) instanceof (browserBuffer as unknown as typeof Buffer)).toBe(false);
  });

  it('refuses an encoding that it does not have', () => {
    expect(() => browserBuffer.from('a', 'utf16le')).toThrow('utf16le');
    expect(() => browserBuffer.from('a').toString('utf16le')).toThrow('utf16le');
  });
});
