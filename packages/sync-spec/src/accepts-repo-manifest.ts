import schema from '../schemas/SourceOSRepoManifest.json' with { type: 'json' };
import { schemaPredicate, type Predicate } from './schema-predicate.js';

/** Whether a value is a right repository manifest: what `repoManifestSchema.safeParse(value).success` says, faster. */
export const acceptsRepoManifest: Predicate = schemaPredicate(schema);
