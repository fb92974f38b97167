/** A generated file, or the part of a written file between two markers. */
export interface Artifact {
  /** Path below the root of the checkout, with forward slashes. */
  readonly file: string;
  /** The name in the markers `<!-- generated: name -->` and `<!-- /generated -->`; absent for a whole file. */
  readonly part?: string;
  readonly content: string;
}

/** Puts a part between its markers. Undefined where the text does not have them, once and in order. */
export const replacePart = (text: string, part: string, content: string): string | undefined => {
  const open = `<!-- generated: ${part} -->`;
  const close = '<!-- /generated -->';
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start === -1 || end === -1 || text.includes(open, start + 1)) return undefined;
  return `${text.slice(0, start + open.length)}\n\n${content.trim()}\n\n${text.slice(end)}`;
};
