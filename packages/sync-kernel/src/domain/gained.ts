/** What one list has and an earlier one had not, in order. */
export const gained = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const known = new Set(before);
  return after.filter((item) => !known.has(item));
};
