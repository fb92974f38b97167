/** A Markdown table. Cells are inline Markdown; bars in them are escaped. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

/** Inline code. */
export const code = (text: string): string => `\`${text}\``;

/** A list of names as inline code. */
export const codes = (names: readonly string[]): string => names.map(code).join(', ');
