import { logHead, proveLogEntry, proveLogGrowth, verifyLogEntry, verifyLogGrowth } from '@sourceos/sync-kernel';
import { hashName, hashOfName, portableCrypto } from '@sourceos/sync-kernel/wire';

const { sha256 } = portableCrypto;

/** A device's log at one size: what somebody keeps to recognise its continuation. */
export interface AuditTreeHead {
  readonly treeSize: number;
  /** RFC 6962 root over the write ids of the log's entries. */
  readonly rootHash: string;
}

/** That an entry is in a log, as JSON. */
export interface AuditInclusion extends AuditTreeHead {
  /** The write id of the entry. */
  readonly entry: string;
  /** Its place, from 0. */
  readonly index: number;
  /** RFC 6962 §2.1.1, the leaf's sibling first. */
  readonly path: readonly string[];
}

/** That a log begins with an earlier one, as JSON (RFC 6962 §2.1.2). */
export interface AuditExtension {
  readonly earlier: AuditTreeHead;
  readonly later: AuditTreeHead;
  readonly path: readonly string[];
}

const bytesOf = (hashes: readonly string[]): readonly Uint8Array[] | undefined => {
  const bytes = hashes.flatMap((hash) => hashOfName(hash) ?? []);
  return bytes.length === hashes.length ? bytes : undefined;
};

/** The head of a log, or of its first entries. @param entries as `Replica.log` lists them */
export const treeHeadOf = (entries: readonly string[], treeSize = entries.length): AuditTreeHead => ({
  treeSize,
  rootHash: hashName(logHead(sha256, entries.slice(0, treeSize)).root),
});

/** Proves that an entry is in the log; undefined where it is not. */
export const proveEntry = (entries: readonly string[], entry: string): AuditInclusion | undefined => {
  const proof = proveLogEntry(sha256, entries, entry);
  if (proof === undefined) return undefined;
  const { size, root, index, path } = proof;
  return { entry, treeSize: size, rootHash: hashName(root), index, path: path.map(hashName) };
};

/** Whether a proof shows that its entry is in the log with a head that the verifier has from elsewhere. */
export const verifyEntry = (head: AuditTreeHead, proof: AuditInclusion): boolean => {
  const [root, path] = [hashOfName(head.rootHash), bytesOf(proof.path)];
  if (root === undefined || path === undefined || proof.treeSize !== head.treeSize) return false;
  const known = { size: head.treeSize, root };
  return verifyLogEntry(sha256, known, proof.entry, { ...known, index: proof.index, path });
};

/** Proves that the log extends itself at an earlier size; undefined where it never had that size. */
export const proveExtension = (entries: readonly string[], earlierSize: number): AuditExtension | undefined => {
  const path = proveLogGrowth(sha256, entries, earlierSize);
  if (path === undefined) return undefined;
  return { earlier: treeHeadOf(entries, earlierSize), later: treeHeadOf(entries), path: path.map(hashName) };
};

/** Whether a proof shows that the log with one head begins with the log with the other: nothing changed, nothing gone. */
export const verifyExtension = (earlier: AuditTreeHead, later: AuditTreeHead, { path }: AuditExtension): boolean => {
  const [first, second, proof] = [hashOfName(earlier.rootHash), hashOfName(later.rootHash), bytesOf(path)];
  if (first === undefined || second === undefined || proof === undefined) return false;
  return verifyLogGrowth(
    sha256,
    { size: earlier.treeSize, root: first },
    { size: later.treeSize, root: second },
    proof,
  );
};
