import { findCanonicalEngine, type Declaration } from '@sourceos/sync-spec';

/** One engine that a manifest declares. */
export interface EngineDeclaration {
  readonly engineId: string;
  /** Its place in the manifest's list. */
  readonly index: number;
  /** Its fields; of an engine outside the canonical table, once inspected, only those that {@link retain} keeps. */
  readonly value: Declaration;
}

const isObject = (value: unknown): value is Declaration =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The declarations of a parsed manifest that can be told by an id, or undefined where there is no list of engines. */
export const declarationsOf = (manifest: unknown): readonly EngineDeclaration[] | undefined => {
  const engines = isObject(manifest) ? manifest.syncEngines : undefined;
  if (!Array.isArray(engines)) return undefined;
  return engines.flatMap((value: unknown, index) =>
    isObject(value) && typeof value.engineId === 'string' ? [{ engineId: value.engineId, index, value }] : [],
  );
};

/** The fields that decide how an engine stands in an estate. */
const decisive = ['collection', 'ownerRepo', 'policyClass', 'mergeStrategy'] as const;

/**
 * What an estate keeps of a declaration: of a canonical engine all, since several owners may declare it; of any
 * other the decisive fields, because there may be tens of thousands. What else it says is read again when needed.
 */
export const retain = (declaration: EngineDeclaration): EngineDeclaration => {
  const { engineId, index, value } = declaration;
  if (findCanonicalEngine(engineId) !== undefined) return declaration;
  const kept: Record<string, unknown> = { engineId };
  for (const field of decisive) if (Object.hasOwn(value, field)) kept[field] = value[field];
  return { engineId, index, value: kept };
};

/** The engine ids that a text names although it does not parse: evidence of what was meant to be declared. */
export const engineIdsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/"engineId"\s*:\s*"([^"\\\r\n]{1,200})"/g)].flatMap(([, id]) => id ?? [])),
];
