import { reasonOf } from '../../model/reason-of.js';
import { payloadMatches } from '../../wire/header.js';
import type { GateContext } from '../gate-context.js';
import { ending, type Ending, type Passage } from '../passage.js';

/**
 * The batch's signature and root were verified once, over the bytes that came; what is left per write is
 * that the payload is the one that its signed header names.
 */
export const signature = ({ write }: Passage, { crypto }: GateContext): Ending | undefined =>
  payloadMatches(crypto, write.header, write.payload)
    ? undefined
    : ending('rejected', reasonOf('payload_mismatch', { evidence: { payloadHash: write.header.payloadHash } }));
