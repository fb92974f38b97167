import type { Rule } from '@sourceos/sync-spec';
import type { Finding } from '../../report/report.js';
import { findRule, ruleUrl } from '../../rules/index.js';
import { levels } from './levels.js';

const descriptor = (rule: Rule) => {
  const helpUri = ruleUrl(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.explanation },
    help: {
      text: `${rule.explanation} ${rule.fix}`,
      markdown: `${rule.explanation}\n\n**To fix it:** ${rule.fix}\n\nDecided by: ${rule.source}. [Documentation](${helpUri})`,
    },
    helpUri,
    defaultConfiguration: { level: levels[rule.severity] },
  };
};

/** The rules that findings name, in the order in which they first come; one that is not ours has its id alone. */
export const usedRules = (findings: readonly Finding[]) =>
  [...new Set(findings.map(({ rule }) => rule))].map((id) => {
    const rule = findRule(id);
    return rule ? descriptor(rule) : { id };
  });
