const end = '<!-- /generated -->';

/**
 * Puts text between the markers of a generated section, `<!-- generated: NAME -->` and
 * `<!-- /generated -->`, and leaves the rest of the document as it is.
 *
 * @returns the new document, or undefined where it has no such section
 */
export const replaceSection = (document: string, name: string, text: string): string | undefined => {
  const start = `<!-- generated: ${name} -->`;
  const from = document.indexOf(start);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) return undefined;
  return `${document.slice(0, from + start.length)}\n\n${text.trim()}\n\n${document.slice(to)}`;
};
