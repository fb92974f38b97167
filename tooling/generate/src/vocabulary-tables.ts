import {
  encryptionScope,
  engineState,
  mergeStrategy,
  policyClass,
  reasonCode,
  repoDomain,
  type Vocabulary,
} from '@sourceos/sync-spec';
import type { Artifact } from './artifact.js';
import { code, table } from './markdown.js';

const titles: readonly [string, Vocabulary<string>][] = [
  ['Policy classes', policyClass],
  ['Encryption scopes', encryptionScope],
  ['Merge strategies', mergeStrategy],
  ['Engine states', engineState],
  ['Reason codes', reasonCode],
  ['Domains', repoDomain],
];

/** The closed vocabularies with the meaning of each name. */
export const vocabularyTables = (): Artifact => ({
  file: 'docs/vocabularies.md',
  part: 'vocabularies',
  content: titles
    .flatMap(([title, { values, meanings }]) => [
      `## ${title}`,
      table(
        ['Name', 'Meaning'],
        values.map((name) => [code(name), meanings[name] ?? '']),
      ),
    ])
    .join('\n\n'),
});
