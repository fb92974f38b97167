/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  AgentManifest: 'agent',
  AgentCapabilityLease: 'lease',
  AgentTrustTier: 'trust-tier',
  AgentToolGrant: 'tool-grant',
};

const prefix = 'urn:srcos:';
const agentPrefix = `${prefix}agent:`;

/**
 * The object that holds the decisions about an agent's tier. It is named by the agent, so that there is one of them:
 * a second object could otherwise tell another tier.
 */
export const trustTierId = (agentId: string): string => `${prefix}trust-tier:${agentId.slice(agentPrefix.length)}`;
