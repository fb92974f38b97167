import { canonicalEngines, engineName, findCanonicalEngine, shorten, validateRepoManifest } from '@sourceos/sync-spec';
import type { Draft } from '../finding/draft.js';
import { engineIndexOf } from '../finding/draft.js';
import { suggest } from '../finding/suggest.js';
import type { JsonDocument } from '../json/parse-json.js';
import { fileRules } from '../rules/file-rules.js';
import { engineShape, manifestShape } from '@sourceos/sync-spec';
import type { EngineDeclaration } from './declaration.js';

const canonicalIds = canonicalEngines.map(({ engineId }) => engineId);
const canonicalNames = canonicalIds.map(engineName);

const declaredTwice = (declarations: readonly EngineDeclaration[]): Draft[] => {
  if (declarations.length < 2) return [];
  const seen = new Set<string>();
  return declarations.flatMap(({ engineId, index }) => {
    if (!seen.has(engineId)) {
      seen.add(engineId);
      return [];
    }
    return [
      {
        rule: fileRules.declaredTwice.id,
        file: 'manifest',
        path: ['syncEngines', index, 'engineId'],
        on: 'value',
        engineId,
        message: `${shorten(engineId)} is declared twice in this manifest`,
        found: shorten(engineId),
        expected: 'one declaration of each engine',
      },
    ];
  });
};

const misspelt = (declarations: readonly EngineDeclaration[]): Draft[] =>
  declarations.flatMap(({ engineId, index }) => {
    if (findCanonicalEngine(engineId) !== undefined) return [];
    const meant = suggest(engineName(engineId), canonicalNames);
    if (meant === undefined) return [];
    return [
      {
        rule: fileRules.misspeltEngine.id,
        file: 'manifest',
        path: ['syncEngines', index, 'engineId'],
        on: 'value',
        engineId,
        message: `${shorten(engineId)} is no canonical engine, and almost one`,
        found: shorten(engineId),
        expected: `sourceos.sync.${meant}, or a name of its own`,
        candidates: canonicalIds,
      },
    ];
  });

const idAt = (declarations: readonly EngineDeclaration[], index: number | 'all' | undefined): { engineId?: string } => {
  const engineId = declarations.find((declaration) => declaration.index === index)?.engineId;
  return engineId === undefined ? {} : { engineId };
};

const problemsOf = (value: unknown, declarations: readonly EngineDeclaration[]): Draft[] =>
  validateRepoManifest(value).map((problem): Draft => ({
    ...problem,
    file: 'manifest',
    ...idAt(declarations, engineIndexOf(problem.path)),
  }));

const duplicatesOf = ({ duplicates }: JsonDocument, declarations: readonly EngineDeclaration[]): Draft[] =>
  duplicates.map(({ path, span }): Draft => {
    const index = engineIndexOf(path);
    return {
      rule: (typeof index === 'number' ? engineShape : manifestShape)['duplicate-key'].id,
      file: 'manifest',
      path,
      on: 'key',
      span,
      ...idAt(declarations, index),
      message: `${shorten(path.at(-1))} is given twice in one object`,
      found: shorten(path.at(-1)),
      expected: 'each name once',
    };
  });

const mismatchOf = (value: unknown, slug: string | undefined): Draft[] => {
  const repo = typeof value === 'object' && value !== null && 'repo' in value ? value.repo : undefined;
  if (slug === undefined || typeof repo !== 'string' || repo === slug) return [];
  if (repo.toLowerCase() === slug.toLowerCase()) return [];
  return [
    {
      rule: fileRules.repoMismatch.id,
      file: 'manifest',
      path: ['repo'],
      on: 'value',
      message: `The manifest of ${slug} says that it is that of ${shorten(repo)}`,
      found: shorten(repo),
      expected: slug,
    },
  ];
};

const byteOrderMark: Draft = {
  rule: fileRules.byteOrderMark.id,
  file: 'manifest',
  path: [],
  on: 'value',
  message: 'The file starts with a byte order mark',
  found: 'U+FEFF',
  expected: 'JSON from the first byte',
  span: { offset: 0, length: 0 },
};

/** Everything that is wrong with a manifest that parsed, looked at alone. */
export const judgeManifest = (
  document: JsonDocument,
  declarations: readonly EngineDeclaration[],
  slug: string | undefined,
): readonly Draft[] => [
  ...(document.byteOrderMark ? [byteOrderMark] : []),
  ...duplicatesOf(document, declarations),
  ...problemsOf(document.value, declarations),
  ...mismatchOf(document.value, slug),
  ...declaredTwice(declarations),
  ...misspelt(declarations),
];
