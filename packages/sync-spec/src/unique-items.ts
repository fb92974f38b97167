import * as z from 'zod';

/** Marks the issue that a repeated item raises, among zod's custom issues. */
export const repeatedItem = 'repeated_item';

/** An array without repeated items, as JSON Schema's `uniqueItems` over strings. */
export const uniqueItems = <Item extends z.ZodType<string>>(item: Item) =>
  z
    .array(item)
    .superRefine((items, context) => {
      const seen = new Set<string>();
      items.forEach((value, index) => {
        if (seen.has(value)) {
          context.addIssue({
            code: 'custom',
            path: [index],
            params: { kind: repeatedItem },
            message: `Repeated item "${value}"`,
          });
        }
        seen.add(value);
      });
    })
    .meta({ uniqueItems: true });
