import { inspectRepository, type Inspection } from '../inspect/inspect-repository.js';
import type { RefusedRepository } from '../repository/repository.js';
import { jsonText } from './manifests.js';

/**
 * Inspects a manifest as if a repository had it.
 *
 * @param manifest a value, or its text or bytes
 * @param slug the name that the repository's place gives it, if any
 */
export const inspectText = (manifest: unknown, slug?: string): Inspection => {
  const repository: RefusedRepository = {
    // Nothing more is read of it.
    kind: 'refused',
    path: 'x',
    folder: 'x',
    result: { kind: 'unreadable', found: '' },
    ...(slug !== undefined && { slug }),
  };
  const bytes =
    manifest instanceof Uint8Array
      ? Buffer.from(manifest)
      : Buffer.from(typeof manifest === 'string' ? manifest : jsonText(manifest));
  return inspectRepository(repository, { kind: 'file', bytes });
};
