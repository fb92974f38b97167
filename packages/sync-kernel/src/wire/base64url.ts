import { base64urlnopad } from '@scure/base';

/** Bytes as base64url without padding (RFC 4648 §5). */
export const base64urlOf = (bytes: Uint8Array): string => base64urlnopad.encode(bytes);

/** The bytes of base64url without padding (RFC 4648 §5); undefined where the text is none, or not in its one spelling. */
export const bytesOfBase64url = (text: string): Uint8Array | undefined => {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return undefined;
  }
};
