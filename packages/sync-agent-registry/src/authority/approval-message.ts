import type { RootApproval } from '@sourceos/sync-kernel';
import { base64urlOf, canonicalBytes } from '@sourceos/sync-kernel/wire';
import type { AgentTrustTier } from '../record.js';

/**
 * What a root signs to approve a decision about a tier: the record as RFC 8785 JSON without `approvals`. It holds the
 * agent, the scope and the decision's number, so that an approval counts once and nowhere else.
 */
export const approvalMessage = (decision: Omit<AgentTrustTier, 'approvals'>): Uint8Array => {
  const { approvals: _, ...signed } = decision as Partial<AgentTrustTier>;
  return canonicalBytes(signed);
};

/** A decision with the approvals that the scope's roots gave it, each a signature of `approvalMessage`. */
export const withApprovals = (
  decision: Omit<AgentTrustTier, 'approvals'>,
  approvals: readonly RootApproval[],
): AgentTrustTier => ({
  ...decision,
  approvals: approvals.map(({ publicKey, signature }) => ({
    publicKey: base64urlOf(publicKey),
    signature: base64urlOf(signature),
  })),
});
