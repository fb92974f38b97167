import { createAppendOnlyMerger } from './append-only/append-only-merger.js';
import type { Strategy } from './strategy.js';

/**
 * A log for each device, in an RFC 6962 tree; a merge is the union of their hashes. What was logged stays as it was:
 * another content for an object, a patch or a deletion is quarantined (`log_rewritten`), and so is a log from where
 * it forks (`author_forked`), both branches of it. A checkpoint lets bodies of its own log go, never hashes; what it
 * dropped is `record: undefined` everywhere at once, and leaves memory behind the frontier. Laws: the state is
 * a function of the set of entries; no hash is ever lost; of a forked log nothing from the fork on is in force.
 */
export const appendOnly: Strategy = { name: 'append_only', judgesDanger: true, createMerger: createAppendOnlyMerger };
