import { hashName } from '@sourceos/sync-kernel/wire';
import { openDatabase } from '../store/sqlite/open-database.js';
import type { RelayStore } from '../store/store.js';
import { hashOf, leafBytes } from '../protocol/statements.js';
import { subtreesOf } from '../tree/coordinates.js';
import { appendLeaf, emptyEdge, rootOfEdge } from '../tree/tree.js';

/** What a database says of itself (`PRAGMA integrity_check`): `ok`, or what is wrong. */
export const integrityOf = async (path: string): Promise<readonly unknown[]> => {
  const database = await openDatabase(path);
  try {
    const foreign = database.prepare('PRAGMA foreign_key_check').all();
    return [
      ...database
        .prepare('PRAGMA integrity_check')
        .all()
        .map((row) => row.integrity_check),
      ...foreign,
    ];
  } finally {
    database.close();
  }
};

/**
 * A scope's log counted anew from its entries: the hash of each, and the root at each size. Closes the store.
 *
 * @throws Error where the stored tree or the bytes do not fit
 */
export const verifiedLog = async (store: RelayStore, scopeId: string) => {
  try {
    const facts = await store.scope(scopeId);
    const size = facts?.size ?? 0;
    const hashes: string[] = [];
    const roots = [hashName(rootOfEdge(emptyEdge))];
    let edge = emptyEdge;
    let bytes = 0;
    for (let page = await store.read(scopeId, { after: 0, limit: 1_000, bytes: 1e9 }); page.length > 0;) {
      for (const entry of page) {
        if (entry.sequence !== hashes.length + 1) throw new Error(`Entry ${entry.sequence} follows ${hashes.length}.`);
        if (entry.bytes === undefined || hashOf(entry.bytes) !== entry.hash) {
          throw new Error(`Entry ${entry.sequence} has other bytes than its hash says.`);
        }
        bytes += entry.bytes.length;
        edge = appendLeaf(edge, leafBytes(entry)).edge;
        hashes.push(entry.hash);
        roots.push(hashName(rootOfEdge(edge)));
      }
      page = await store.read(scopeId, { after: hashes.length, limit: 1_000, bytes: 1e9 });
    }
    if (hashes.length !== size || bytes !== facts?.bytes)
      throw new Error('The scope counts other entries than it has.');
    const nodes = await store.nodes(scopeId, subtreesOf({ start: 0, size }));
    if (hashName(rootOfEdge({ size, hashes: nodes })) !== roots[size]) throw new Error('The stored tree is another.');
    return { size, hashes, roots };
  } finally {
    await store.close();
  }
};
