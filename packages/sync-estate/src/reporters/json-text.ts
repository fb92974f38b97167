/**
 * A value as JSON in which every character that a terminal or an editor could act on is escaped. JSON.stringify
 * escapes C0 controls and lone surrogates; C1 controls, bidirectional overrides and the like are left to this.
 * The escapes mean the same characters, so the data is unchanged.
 *
 * @param indent spaces per level; none for one line
 */
export const jsonText = (value: unknown, indent = 0): string => {
  const text = JSON.stringify(value, undefined, indent);
  // Reports are megabytes and nearly always plain ASCII: one look saves the search for what to escape.
  if (!acting.test(text)) return text;
  return text.replace(actingEach, (character) =>
    Array.from({ length: character.length }, (_, index) => unitEscape(character.charCodeAt(index))).join(''),
  );
};

const acting = /[\u007f-\uffff]/;
const actingEach = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

const unitEscape = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
