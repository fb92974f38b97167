/** Fatal, so that ill-formed bytes are refused; the byte order mark stays, and JSON refuses it. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of well-formed UTF-8; undefined where the bytes are not. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

const encoder = new TextEncoder();
const scratch = new Uint8Array(1_024);

/**
 * A text in memory of its own. A text that was cut out of another keeps the whole of that alive, which for what is kept
 * of each write would be its header several times over. A long text, or one that is not well-formed, stays what it is.
 */
export const ownCopy = (text: string): string => {
  const copy = decoder.decode(scratch.subarray(0, encoder.encodeInto(text, scratch).written));
  return copy === text ? copy : text;
};
