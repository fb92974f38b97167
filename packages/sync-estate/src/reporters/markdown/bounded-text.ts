/** Text that grows until it would pass a bound in bytes of UTF-8. */
export interface BoundedText {
  /** Adds what fits whole; says whether it did. */
  readonly add: (text: string) => boolean;
  readonly text: () => string;
}

export const createBoundedText = (maxBytes: number): BoundedText => {
  const parts: string[] = [];
  let bytes = 0;
  return {
    add: (text) => {
      const size = Buffer.byteLength(text);
      if (bytes + size > maxBytes) return false;
      bytes += size;
      parts.push(text);
      return true;
    },
    text: () => parts.join(''),
  };
};
