import * as z from 'zod';

/** Marks the issue that a repeated item raises, among zod's custom issues. */
export const repeatedItem = 'repeated_item';

/** One list may be hostile: the first repetitions say enough. */
const maxRepeats = 100;

const repeats = (items: readonly string[]): readonly number[] => {
  const seen = new Set<string>();
  const indexes: number[] = [];
  for (const [index, item] of items.entries()) {
    if (seen.has(item)) indexes.push(index);
    if (indexes.length === maxRepeats) break;
    seen.add(item);
  }
  return indexes;
};

/** An array without repeated items, as JSON Schema's `uniqueItems` over strings. */
export const uniqueItems = <Item extends z.ZodType<string>>(item: Item) =>
  z
    .array(item)
    .superRefine((items, context) => {
      for (const index of repeats(items)) {
        context.addIssue({
          code: 'custom',
          path: [index],
          params: { kind: repeatedItem },
          message: 'stands in the list twice',
        });
      }
    })
    .meta({ uniqueItems: true });
