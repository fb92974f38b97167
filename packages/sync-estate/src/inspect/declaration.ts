import type { Declaration } from '@sourceos/sync-spec';

/** One engine that a manifest declares. */
export interface EngineDeclaration {
  readonly engineId: string;
  /** Its place in the manifest's list. */
  readonly index: number;
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

/** The engine ids that a text names although it does not parse: evidence of what was meant to be declared. */
export const engineIdsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/"engineId"\s*:\s*"([^"\\\r\n]{1,200})"/g)].flatMap(([, id]) => id ?? [])),
];
