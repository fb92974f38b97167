/** Crockford's base32: no letter looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 40 bits of a hash as two groups that people compare: `7K2M-Q9XT`. */
export const shortString = (hash: Uint8Array): string => {
  let bits = 0n;
  for (const byte of hash.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  const digits = Array.from({ length: 8 }, (_, index) =>
    alphabet.charAt(Number((bits >> BigInt(35 - 5 * index)) & 31n)),
  );
  return `${digits.slice(0, 4).join('')}-${digits.slice(4).join('')}`;
};
