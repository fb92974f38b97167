/** A cell: what it says, and how it is painted once its width is known. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Rows in aligned columns, two spaces apart and indented by two. */
export const table = (rows: readonly (readonly Cell[])[]): readonly string[] => {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, { text }] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  }
  const aligned = ({ text, paint }: Cell, column: number): string =>
    (text !== '' && paint ? paint(text) : text) + ' '.repeat((widths[column] ?? 0) - text.length);
  return rows.map((row) => `  ${row.map(aligned).join('  ')}`.trimEnd());
};
