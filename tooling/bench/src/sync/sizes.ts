/** The sizes of the curve: powers of ten from a thousand on, and the largest that was asked for. */
export const sizesTo = (largest: number): readonly number[] => {
  const sizes: number[] = [];
  for (let size = 1_000; size < largest; size *= 10) sizes.push(size);
  return [...sizes, largest];
};

/** The size that targets are held against: a hundred thousand, or the largest where all are smaller. */
export const targetSize = (largest: number): number => Math.min(largest, 100_000);
