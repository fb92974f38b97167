import { acceptanceRules } from './acceptance.js';
import { adviceRules } from './advice.js';
import { canonicalRules } from './canonical.js';
import type { EngineRule, Rule } from './rule.js';
import { engineShape, manifestShape } from './shape.js';

/** The rules that judge one engine's declaration by its values. */
export const engineRules: readonly EngineRule[] = [...acceptanceRules, ...canonicalRules, ...adviceRules];

/** Every rule about manifests and declarations; the scanner adds its own about files and estates. */
export const manifestRules: readonly Rule[] = [
  ...Object.values(manifestShape),
  ...Object.values(engineShape),
  ...engineRules,
];
