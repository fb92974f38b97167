import { changesOf, type LocalChange } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type { SecretReference, SecretsRecord } from './record.js';

/** Who revokes, when, and why. */
export type Revocation = NonNullable<SecretsRecord['revocation']>;

/** When a new version came into use, and where it is where the place is another. */
export interface RotationStep extends Partial<Pick<SecretReference, 'vaultId' | 'keyId'>> {
  readonly rotatedAt: string;
}

const { put, remove } = changesOf<SecretsRecord>(manifest);

/** Makes the changes of secrets, for `Replica.author`. Records are written whole: there is no patch. */
export const changes = {
  put,
  remove,
  /** Says that the vault keeps a new version, and that the one before is no longer in use. */
  rotate: (objectId: string, reference: SecretReference, { rotatedAt, ...place }: RotationStep): LocalChange => {
    const { version, rotation } = reference;
    return put(objectId, {
      ...reference,
      ...place,
      version: version + 1,
      rotation: { ...rotation, state: 'current', rotatedAt, previousVersion: version },
    });
  },
  /** Revokes a reference or a lease, for good and at once. `revokedBy` is the author of the change. */
  revoke: (objectId: string, record: SecretsRecord, revocation: Revocation): LocalChange =>
    put(objectId, { ...record, revocation }),
} as const;
