import { engineExamples } from './engine-examples.js';
import { estateExamples } from './estate-examples.js';
import { manifestExamples } from './manifest-examples.js';
import type { RuleExample } from './rule-example.js';

/** Of every rule, an estate that fails it and one that passes. */
export const ruleExamples: Readonly<Record<string, RuleExample>> = {
  ...manifestExamples,
  ...engineExamples,
  ...estateExamples,
};
