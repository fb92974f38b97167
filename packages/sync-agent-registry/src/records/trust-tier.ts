import { defineVocabulary, type VocabularyValue } from '@sourceos/sync-spec';

/** How far an agent is trusted, least first. Each tier allows what the one before does, and more. */
export const trustTier = defineVocabulary('trust tier', {
  untrusted: 'No lease of the agent authorises anything.',
  restricted: 'May read under a lease, and changes nothing.',
  supervised: 'May act under a lease; a person approves each effect.',
  trusted: 'May act under a lease; a person approves where the lease asks for it.',
  delegating: 'May also carve leases for other agents out of its own.',
});
export type TrustTier = VocabularyValue<typeof trustTier>;
