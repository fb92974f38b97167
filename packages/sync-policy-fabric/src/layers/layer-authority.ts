import type { PolicyLayer } from '@sourceos/sync-kernel';

/** Layers whose policy holds for more than the scope that keeps it: who speaks for them is delegated by name. */
const guarded: ReadonlySet<PolicyLayer> = new Set(['safety', 'enterprise']);

/**
 * What a delegation names for somebody to speak for a layer, as a collection; undefined where a delegation for
 * `policy` is enough. A delegation for `*` covers it, one for `policy` alone does not.
 */
export const collectionOfLayer = (layer: PolicyLayer): `policy.${PolicyLayer}` | undefined =>
  guarded.has(layer) ? `policy.${layer}` : undefined;
