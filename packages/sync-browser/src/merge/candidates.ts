/** One text for one value, to tell two apart; members of a record hold texts, truth values and lists of texts. */
const textOfValue = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The values that candidates give a member and that differ from the one that all of them knew, each once, in one order. */
export const changedValues = (known: unknown, values: readonly unknown[]): readonly unknown[] => {
  const base = textOfValue(known);
  const byText = new Map(values.map((value) => [textOfValue(value), value]));
  byText.delete(base);
  return [...byText].sort(([a], [b]) => compare(a, b)).map(([, value]) => value);
};
