import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPackages } from '@sourceos/workspace';
import { bundle, type Bundle } from './bundle.js';
import { checkout } from './kernel-folder.js';

/** A package that has an engine, as a bundler meets it: by its built entry. */
export interface EnginePackage {
  /** `@sourceos/sync-shell`. */
  readonly name: string;
  readonly entry: string;
}

/** Every engine package of the workspace: what has a `src/engine.ts`. */
export const enginePackages: readonly EnginePackage[] = readPackages(checkout)
  .filter(({ folder }) => existsSync(join(folder, 'src/engine.ts')))
  .map(({ folder, json: { name } }) => ({ name, entry: join(folder, 'dist/index.js') }));

/** At most so many bytes of an engine package's own code, minified and gzipped. */
export const ownCeiling = 60_000;

const everything = ({ entry }: EnginePackage): string => `export * from ${JSON.stringify(entry)};`;

/** All that the package exports, without its dependencies: they stay imports. */
export const ownCode = (engine: EnginePackage): Promise<Bundle> =>
  bundle(everything(engine), 'published', ['@sourceos/*', '@noble/*', 'zod', 'tldts', 'unbash', 'canonicalize']);

/** All that the package exports, with everything that it needs. */
export const wholeCode = (engine: EnginePackage): Promise<Bundle> => bundle(everything(engine), 'published');

/** The manifest and nothing else, as a host takes it that only asks what an engine is. */
export const manifestAlone = ({ entry }: EnginePackage): Promise<Bundle> =>
  bundle(`export { manifest } from ${JSON.stringify(entry)};`, 'published');
