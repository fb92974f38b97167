import type { Rule } from '@sourceos/sync-spec';
import type { Finding } from '../../report/report.js';
import { allRules } from '../../rules/index.js';
import { levels } from './levels.js';

const catalogue: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

const descriptor = (rule: Rule, helpUri: string) => ({
  id: rule.id,
  shortDescription: { text: rule.summary },
  fullDescription: { text: rule.explanation },
  help: {
    text: `${rule.explanation} ${rule.fix}`,
    markdown: `${rule.explanation}\n\n**To fix it:** ${rule.fix}\n\nDecided by: ${rule.source}. [Documentation](${helpUri})`,
  },
  helpUri,
  defaultConfiguration: { level: levels[rule.severity] },
});

/** The rules that findings name, in the order in which they first come; one that is not ours has its id alone. */
export const usedRules = (findings: readonly Finding[]) => {
  const first = new Map<string, Finding>();
  for (const finding of findings) if (!first.has(finding.rule)) first.set(finding.rule, finding);
  return [...first.values()].map((finding) => {
    const rule = catalogue.get(finding.rule);
    return rule ? descriptor(rule, finding.help) : { id: finding.rule };
  });
};
