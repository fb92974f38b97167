/**
 * The y coordinates of the eight points whose order divides eight, as 32 bytes: 1, −1, 0 and the two of order eight.
 * Each with either sign bit; for y = ±1 one of the two signs is no canonical encoding, and is refused all the same.
 */
const smallOrder = new Set([
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/** Whether y, without the sign bit, is below p = 2^255 − 19. */
const isReduced = (key: Uint8Array): boolean => {
  if (((key[31] ?? 0) & 0x7f) !== 0x7f) return true;
  for (let i = 30; i > 0; i -= 1) if (key[i] !== 0xff) return true;
  return (key[0] ?? 0) < 0xed;
};

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/**
 * The part of the one acceptance rule that concerns A alone: 32 bytes, canonically encoded (RFC 8032 §5.1.3), not of
 * small order. That the point lies on the curve is left to the verification behind it, which decodes it anyway.
 * Both paths ask this first: OpenSSL takes what is not canonical and what is of small order.
 */
export const isUsablePublicKey = (key: Uint8Array): boolean => {
  if (key.length !== 32 || !isReduced(key)) return false;
  // A copy: `slice` of a Buffer is a view of it.
  const y = Uint8Array.from(key);
  y[31] = (y[31] ?? 0) & 0x7f;
  return !smallOrder.has(Array.from(y, hex).join(''));
};
