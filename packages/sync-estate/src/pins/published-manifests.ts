import packageJson from '../../package.json' with { type: 'json' };
import type { PublishedManifests } from './pins.js';
import { manifests } from './manifests.generated.js';

/** The manifests of the engine packages of this scanner's own version: all packages share one (I16). */
export const publishedManifests: PublishedManifests = { version: packageJson.version, manifests };
