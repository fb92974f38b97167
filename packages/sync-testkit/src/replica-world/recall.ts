/** Answers by the name of all that goes into them, of which so many are remembered before it begins anew. */
export const createRecall = <Value>(most: number): ((name: string, make: () => Value) => Value) => {
  const known = new Map<string, { readonly value: Value }>();
  return (name, make) => {
    const before = known.get(name);
    if (before !== undefined) return before.value;
    if (known.size >= most) known.clear();
    const value = make();
    known.set(name, { value });
    return value;
  };
};
