import * as z from 'zod';

/** A colour as `#rrggbb`. */
export const colour = z.string().regex(/^#[0-9a-f]{6}$/, { error: 'a colour as #rrggbb in lower case' });

/** The colours of the terminal. */
export const colours = z.strictObject({
  foreground: colour.optional(),
  background: colour.optional(),
  cursor: colour.optional(),
  selection: colour.optional(),
  palette: z.array(colour).length(16).describe('The sixteen ANSI colours, normal then bright.').optional(),
});
