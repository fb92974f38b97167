import { manifestRules, type Rule } from '@sourceos/sync-spec';
import { estateRules } from './estate-rules.js';
import { fileRules } from './file-rules.js';

const families = ['manifest', 'engine', 'estate'];
const family = (rule: Rule): string => rule.id.slice(0, rule.id.indexOf('/'));

/** Every rule that a finding can name, by family and in the order of the documentation. */
export const allRules: readonly Rule[] = [
  ...Object.values(fileRules),
  ...manifestRules,
  ...Object.values(estateRules),
].sort((a, b) => families.indexOf(family(a)) - families.indexOf(family(b)));

const byId = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule of an id, or undefined. */
export const findRule = (id: string): Rule | undefined => byId.get(id);

/** Where the documentation explains a rule. */
export const ruleUrl = (id: string): string =>
  `https://github.com/SourceOS-Linux/sync-engine-registry/blob/main/docs/rules/${id}.md`;
