import type { Change, Classification } from './change.js';
import { touchesField, type FieldTest } from './touches-field.js';

const benign: Classification = { danger: 'benign', pointers: [], sentence: 'Nothing dangerous changes.' };

interface DangerousField {
  readonly path: string;
  readonly touches: FieldTest;
}

/** What the manifest alone says of a change: dangerous where it touches a dangerous field (I1). */
const byManifest = (dangerous: readonly DangerousField[], { pointers }: Change): Classification => {
  const touched: string[] = [];
  // Plain loops: nearly every change is benign.
  for (const pointer of pointers) {
    for (const { touches } of dangerous) {
      if (!touches(pointer)) continue;
      touched.push(pointer);
      break;
    }
  }
  if (touched.length === 0) return benign;
  const fields = dangerous.filter(({ touches }) => touched.some(touches)).map(({ path }) => path);
  return { danger: 'dangerous', pointers: touched, sentence: `It changes ${fields.join(', ')}.` };
};

/** The manifest's judgement and the engine's own, together: the engine adds danger and cannot take it away. */
export const changeClassifier = (
  dangerousFields: readonly string[],
  own: ((change: Change) => Classification) | undefined,
): ((change: Change) => Classification) => {
  const dangerous = dangerousFields.map((path) => ({ path, touches: touchesField(path) }));
  return (change) => {
    const declared = byManifest(dangerous, change);
    const judged = own?.(change) ?? benign;
    if (judged.danger === 'benign') return declared;
    if (declared.danger === 'benign') return judged;
    return {
      danger: 'dangerous',
      pointers: [...new Set([...declared.pointers, ...judged.pointers])],
      sentence: `${judged.sentence} ${declared.sentence}`,
    };
  };
};
