import * as z from 'zod';

const pixels = z.int().min(-1_000_000).max(1_000_000);
const extent = z.int().min(1).max(100_000);

/** Where and how a node is drawn. Of concurrent changes the last one counts: nothing is lost but a position. */
export const layout = z
  .strictObject({
    x: pixels.describe('Pixels from the left of the canvas.').optional(),
    y: pixels.describe('Pixels from the top of the canvas.').optional(),
    width: extent.optional(),
    height: extent.optional(),
    collapsed: z.boolean().describe('Whether what it contains is folded away.').optional(),
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/, { error: 'a colour as #rrggbb in lower case' })
      .optional(),
  })
  .describe('Layout hints.');
