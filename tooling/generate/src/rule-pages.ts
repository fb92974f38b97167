import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { acceptanceCriteria, type Rule } from '@sourceos/sync-spec';
import { workspaceRoot } from '@sourceos/workspace';
import type { Artifact } from './artifact.js';
import { code, table } from './markdown.js';

const families = {
  manifest: 'About a manifest as a file and as a document',
  engine: 'About one engine’s declaration',
  estate: 'About repositories together',
} as const;

/** Every rule of the scanner, read from its source. */
export const scannerRules = async (): Promise<readonly Rule[]> => {
  const file = join(workspaceRoot, 'packages', 'sync-estate', 'src', 'rules', 'index.ts');
  const module = (await import(pathToFileURL(file).href)) as { readonly allRules: readonly Rule[] };
  return module.allRules;
};

const page = (rule: Rule): string =>
  [
    `# ${rule.id}`,
    `${rule.summary}.`,
    `Severity: ${rule.severity}. Decided by: ${rule.source}.`,
    ...(rule.criterion === undefined
      ? []
      : [`It holds acceptance criterion ${rule.criterion}: “${acceptanceCriteria[rule.criterion]}”`]),
    '## Why',
    rule.explanation,
    '## How to mend it',
    rule.fix,
    '[All rules](../README.md)',
  ].join('\n\n');

/** One page a rule, where every finding's help link leads, and a list of all. */
export const rulePages = (rules: readonly Rule[]): Artifact[] => [
  ...rules.map((rule) => ({ file: `docs/rules/${rule.id}.md`, content: `${page(rule)}\n` })),
  {
    file: 'docs/rules/README.md',
    part: 'rules',
    content: Object.entries(families)
      .flatMap(([family, title]) => [
        `## ${title}`,
        table(
          ['Rule', 'Severity', 'Finds'],
          rules
            .filter(({ id }) => id.startsWith(`${family}/`))
            .map(({ id, severity, summary }) => [`[${code(id)}](${id}.md)`, severity, summary]),
        ),
      ])
      .join('\n\n'),
  },
];
