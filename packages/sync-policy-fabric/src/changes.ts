import { changesOf, type ChangeChoices } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type { PolicyBundle, PolicyDowngrade, PolicyFabricRecord } from './record.js';
import { bundleHash } from './statement/bundle-hash.js';

const maker = changesOf<PolicyFabricRecord>(manifest);

/**
 * Makes the changes of policy, for `Replica.author`: records are written whole, so that there is no patch, and no
 * deletion, since that would loosen.
 */
export const changes = {
  put: maker.put,
  /** Issues an edition of a policy, under `urn:srcos:policy-bundle:…`. */
  issue: (objectId: string, bundle: PolicyBundle, choices?: ChangeChoices) => maker.put(objectId, bundle, choices),
  /**
   * Retires bundles, under `urn:srcos:policy-downgrade:…`. Its author needs a delegation of the role `downgrade`, and
   * has to have seen the bundles.
   *
   * @param bundles as they were written, or their hashes
   */
  retire: (
    objectId: string,
    bundles: readonly (PolicyBundle | string)[],
    decision: Omit<PolicyDowngrade, 'type' | 'retires'>,
    choices?: ChangeChoices,
  ) =>
    maker.put(
      objectId,
      {
        type: 'PolicyDowngrade',
        ...decision,
        retires: bundles.map((bundle) => (typeof bundle === 'string' ? bundle : bundleHash(bundle))),
      },
      choices,
    ),
} as const;
