import engineSchema from '../schemas/SyncEngineManifest.json' with { type: 'json' };
import repoSchema from '../schemas/SourceOSRepoManifest.json' with { type: 'json' };
import { schemaPredicate, type Predicate } from './schema-predicate.js';

/** Whether a value is a right repository manifest, its engines aside: they may be anything. */
export const isRepoManifestBesideEngines: Predicate = schemaPredicate({
  ...repoSchema,
  properties: { ...repoSchema.properties, syncEngines: { type: 'array', items: {} } },
});

/** Whether a value is a right manifest of an engine: what `syncEngineManifestSchema.safeParse(value).success` says, faster. */
export const isSyncEngineManifest: Predicate = schemaPredicate(engineSchema);
