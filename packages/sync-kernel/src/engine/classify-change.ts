import { touchesField } from './touches-field.js';
import type { Change, Classification } from './change.js';

const benign: Classification = { danger: 'benign', pointers: [], sentence: 'Nothing dangerous changes.' };

/** What the manifest alone says of a change: dangerous where it touches a dangerous field (I1). */
const byManifest = (dangerousFields: readonly string[], { pointers }: Change): Classification => {
  if (dangerousFields.length === 0) return benign;
  const touched = pointers.filter((pointer) => dangerousFields.some((field) => touchesField(pointer, field)));
  if (touched.length === 0) return benign;
  const fields = dangerousFields.filter((field) => touched.some((pointer) => touchesField(pointer, field)));
  return { danger: 'dangerous', pointers: touched, sentence: `It changes ${fields.join(', ')}.` };
};

/** The manifest's judgement and the engine's own, together: the engine adds danger and cannot take it away. */
export const classifyChange = (
  dangerousFields: readonly string[],
  own: ((change: Change) => Classification) | undefined,
  change: Change,
): Classification => {
  const declared = byManifest(dangerousFields, change);
  const judged = own?.(change) ?? benign;
  if (judged.danger === 'benign') return declared;
  if (declared.danger === 'benign') return judged;
  return {
    danger: 'dangerous',
    pointers: [...new Set([...declared.pointers, ...judged.pointers])],
    sentence: `${judged.sentence} ${declared.sentence}`,
  };
};
