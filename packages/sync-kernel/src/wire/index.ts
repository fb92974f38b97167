/** The wire format, its proofs and signatures: neither engines nor strategies are reached from here. */
export * from './crypto.js';
export * from './failure.js';
export * from './write.js';
export { canonicalBytes } from './canonical-json.js';
export { parseJson, jsonBounds, type JsonBounds } from './parse-json.js';
export { base64urlOf, bytesOfBase64url } from './base64url.js';
export { hashName, hashOfName, isHashName, namesHash } from './hash-name.js';
export { portableCrypto } from './portable-crypto.js';
export { isUsablePublicKey } from './ed25519-key.js';
export { createTreeHasher, treeLevels, treeRoot, type Sha256, type TreeHasher } from './merkle-tree.js';
export { inclusionPath, rootOfPath, verifyInclusion, type InclusionClaim } from './merkle-inclusion.js';
export { consistencyProof, verifyConsistency, type ConsistencyClaim } from './merkle-consistency.js';
export { compareHybridTime, maxCounter, receive, tick, type HybridTime } from './hybrid-time.js';
export { concurrent, contextAfter, joinVectors, knew, seen, type Dotted, type VersionVector } from './causality.js';
export { encodeClock, maxContextEntries, parseClock } from './causal-clock.js';
export {
  encodeLeaf,
  fullHeader,
  maxLeafBytes,
  parseLeaf,
  payloadHashOf,
  payloadMatches,
  writeId,
  type ParsedLeaf,
} from './header.js';
export { maxBatchSize, parseStatement, placeFault } from './statement.js';
export { signBatch, verifyBatch, type Batch, type BatchDraft, type WriteBytes } from './batch.js';
export { encodeBatch, maxBatchBytes, maxPayloadBytes, parseBatch } from './batch-frame.js';
export { createBatchProver, parseProof, proveWrite, verifyProof, type ProvenWrite, type WriteProof } from './proof.js';
export { nonceBytes, openPayload, sealPayload, type Opening, type Sealing, type SealScope } from './seal.js';
