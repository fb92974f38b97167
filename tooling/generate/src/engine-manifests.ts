import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canonicalEngines, engineName, syncEngineManifestSchema, type SyncEngineManifest } from '@sourceos/sync-spec';
import { workspaceRoot } from '@sourceos/workspace';

/** The manifests that the engine packages publish, in the order of the canonical table, read from their source. */
export const engineManifests = (): Promise<SyncEngineManifest[]> =>
  Promise.all(
    canonicalEngines.map(async ({ engineId }) => {
      const file = join(workspaceRoot, 'packages', `sync-${engineName(engineId)}`, 'src', 'manifest.ts');
      const module: unknown = await import(pathToFileURL(file).href);
      const manifest =
        typeof module === 'object' && module !== null && 'manifest' in module ? module.manifest : undefined;
      return syncEngineManifestSchema.parse(manifest);
    }),
  );
