/** A map of bounded size that forgets what was used longest ago. */
export const createBoundedCache = <Value>(size: number, make: (key: string) => Value): ((key: string) => Value) => {
  const entries = new Map<string, { readonly value: Value }>();
  let last: string | undefined;
  return (key) => {
    const known = entries.get(key);
    if (known !== undefined) {
      // Runs of one key are the common case; a map keeps the order of insertion.
      if (key !== last) {
        entries.delete(key);
        entries.set(key, known);
        last = key;
      }
      return known.value;
    }
    const value = make(key);
    if (entries.size >= size) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    entries.set(key, { value });
    last = key;
    return value;
  };
};
