const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

const fromLatin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

const unknown = (encoding: string): Error => new Error(`this Buffer has no encoding ${encoding}`);

const bytesOf = (text: string, encoding: string): Uint8Array => {
  switch (encoding) {
    case 'utf8':
      return new TextEncoder().encode(text);
    case 'latin1':
      return fromLatin1(text);
    case 'hex':
      return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (digits) => Number.parseInt(digits, 16));
    case 'base64':
    case 'base64url':
      return fromLatin1(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
    default:
      throw unknown(encoding);
  }
};

class Bytes extends Uint8Array {
  override toString(encoding = 'utf8'): string {
    switch (encoding) {
      case 'utf8':
        // Like Node's: a byte order mark stays.
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this);
      case 'latin1':
        return latin1(this);
      case 'hex':
        return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('');
      case 'base64':
        return btoa(latin1(this));
      default:
        throw unknown(encoding);
    }
  }
}

/** As much of Node's `Buffer` as tests use to write bytes down; the rest is missing, and a test that uses it fails. */
export const browserBuffer = {
  // Libraries ask `value instanceof Buffer`; what is no class answers by this.
  [Symbol.hasInstance]: (value: unknown): boolean => value instanceof Bytes,

  from: (value: string | ArrayLike<number>, encoding = 'utf8'): Bytes =>
    new Bytes(typeof value === 'string' ? bytesOf(value, encoding) : value),

  concat: (parts: readonly Uint8Array[]): Bytes => new Bytes(parts.flatMap((part) => [...part])),

  compare: (a: Uint8Array, b: Uint8Array): number => {
    for (let at = 0; at < a.length && at < b.length; at += 1) {
      const difference = (a[at] ?? 0) - (b[at] ?? 0);
      if (difference !== 0) return Math.sign(difference);
    }
    return Math.sign(a.length - b.length);
  },
};
