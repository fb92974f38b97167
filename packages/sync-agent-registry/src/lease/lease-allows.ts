import { isAgent, membersOf, type JsonObject } from '@sourceos/sync-kernel';
import type { AgentCapabilityLease, AgentManifest } from '../record.js';
import { agentCapabilityLease } from '../records/agent-capability-lease.js';
import { agentManifest } from '../records/agent-manifest.js';
import { rankOf } from '../registry/rank.js';
import { trustTierId } from '../registry/object-id.js';
import { coversCapability, wideningsOf } from './attenuation.js';
import { durationBound, durationOf, listBounds, listOf, outside, unreadableBounds, type ListBound } from './bounds.js';
import { toolsAllow } from './tools-allow.js';

/** What an agent is about to do. */
export interface LeaseUse {
  readonly leaseId: string;
  readonly agentId: string;
  readonly workspaceId: string;
  readonly capability: string;
  /**
   * What it reaches, by bound: an empty list where it reaches nothing of a kind. What a lease bounds and a use does not
   * state is not allowed.
   */
  readonly reaches: Readonly<Partial<Record<ListBound, readonly string[]>>>;
  /** Where it runs; to be stated where the agent's manifest names runtime profiles. */
  readonly runtime?: { readonly profileId: string; readonly profileHash: string };
  /** The hash of the policy bundle in effect on this device; a lease stands under one. */
  readonly policyBundleHash: string;
  /** The receiver's clock, milliseconds since the epoch (I10). */
  readonly now: number;
  /** The record in force of an object: `replica.view('agents', objectId)?.record`. */
  readonly lookup: (objectId: string) => JsonObject | undefined;
}

/** Why a lease does not allow a use, one sentence each. */
export const refusals = {
  unknown_lease: 'No such lease is in force: never granted, revoked or deleted.',
  other_agent: 'The lease is of another agent.',
  other_workspace: 'The lease is for another workspace.',
  other_capability: 'The lease is for another capability.',
  other_policy: 'The lease stands under another policy bundle than the one in effect.',
  not_begun: 'The lease has not begun.',
  expired: 'The lease has expired.',
  broken_chain:
    'A lease that this one is carved from is no longer in force, has expired, or allows less; or who carved it may not.',
  unknown_agent: 'The agent has no manifest in force.',
  not_in_manifest: "The agent's manifest does not allow it.",
  tier_too_low: "The agent's trust tier does not allow it.",
  outside_bounds: 'It reaches beyond the bounds of the lease.',
  unreadable_bounds: 'The lease has a bound that this version cannot judge.',
  tool_not_granted: 'A tool is not granted to the agent, or not for what it reaches.',
} as const;

export type LeaseRefusal = keyof typeof refusals;

export type LeaseVerdict =
  | {
      readonly allowed: true;
      /** Whether a person has to approve this use first. */
      readonly needsApproval: boolean;
      /** The lease and those it is carved from, its own first. */
      readonly chain: readonly string[];
    }
  | { readonly allowed: false; readonly refusal: LeaseRefusal; readonly sentence: string };

/** How many leases may be carved out of each other. */
const longestChain = 16;

type Lease = AgentCapabilityLease['lease'];

const refuse = (refusal: LeaseRefusal): LeaseVerdict => ({ allowed: false, refusal, sentence: refusals[refusal] });

const leaseOf = (lookup: LeaseUse['lookup'], id: string): AgentCapabilityLease | undefined => {
  const read = agentCapabilityLease.safeParse(lookup(id));
  return read.success && read.data.lease.leaseId === id && read.data.lease.revokedAt === undefined
    ? read.data
    : undefined;
};

const tierOf = (agentId: string, lookup: LeaseUse['lookup']): number =>
  rankOf(membersOf(lookup(trustTierId(agentId))).trustTier);

/** What only reads: all that an agent of the tier `restricted` may do. */
const reads = (capability: string): boolean => capability.split('.').at(-1) === 'read';

const timeFault = ({ issuedAt, expiresAt, scope }: Lease, now: number): LeaseRefusal | undefined => {
  const begins = Date.parse(issuedAt);
  if (!(begins <= now)) return 'not_begun';
  const lasts = Object.hasOwn(scope, durationBound) ? begins + durationOf(membersOf(scope)[durationBound]) : Infinity;
  return now < Date.parse(expiresAt) && now < lasts ? undefined : 'expired';
};

/** Whether an agent may have carved the one lease from the other, as far as it is trusted now. */
const mayHaveCarved = (parent: Lease, child: Lease, lookup: LeaseUse['lookup']): boolean => {
  const { grantedBy } = child;
  if (!isAgent(grantedBy)) return true;
  const inForce = agentManifest.safeParse(lookup(grantedBy)).success;
  return parent.agentId === grantedBy && inForce && tierOf(grantedBy, lookup) === rankOf('delegating');
};

/** The leases up to the one that a person granted; undefined where one of them gives out. */
const chainOf = (first: AgentCapabilityLease, { lookup, now }: LeaseUse): readonly string[] | undefined => {
  const chain = [first.lease.leaseId];
  for (let child = first; child.parentLeaseId !== undefined;) {
    const parent = leaseOf(lookup, child.parentLeaseId);
    if (parent === undefined || chain.length >= longestChain || chain.includes(parent.lease.leaseId)) return undefined;
    if (timeFault(parent.lease, now) !== undefined || wideningsOf(parent.lease, child.lease).length > 0)
      return undefined;
    if (!mayHaveCarved(parent.lease, child.lease, lookup)) return undefined;
    chain.push(parent.lease.leaseId);
    child = parent;
  }
  return chain;
};

/** Whether it runs where the manifest lets it, in the profile as it was approved. */
const runsElsewhere = ({ runtimeProfiles }: AgentManifest, { runtime }: LeaseUse): boolean => {
  if (runtime === undefined) return Object.keys(runtimeProfiles).length > 0;
  const { profileId, profileHash } = runtime;
  return !Object.hasOwn(runtimeProfiles, profileId) || runtimeProfiles[profileId]?.profileHash !== profileHash;
};

/** Whether the manifest keeps it from a memory: one not named, or one that it may read and is about to write. */
const outsideMemory = ({ memoryScopes }: AgentManifest, { capability, reaches }: LeaseUse): boolean => {
  const writes = coversCapability('memory', capability) && !reads(capability);
  return (reaches.memoryScopes ?? []).some(
    (scope) => !Object.hasOwn(memoryScopes, scope) || (writes && memoryScopes[scope]?.access !== 'propose'),
  );
};

const outsideManifest = (manifest: AgentManifest, use: LeaseUse): boolean => {
  const { capability, reaches } = use;
  if (!manifest.capabilities.some((each) => coversCapability(each, capability))) return true;
  if (outsideMemory(manifest, use) || runsElsewhere(manifest, use)) return true;
  return (reaches.models ?? []).some((name) => {
    const [provider = '', ...rest] = name.split('/');
    if (!Object.hasOwn(manifest.modelProviders, provider)) return true;
    const allowed = manifest.modelProviders[provider]?.models;
    return allowed !== undefined && !allowed.includes(rest.join('/'));
  });
};

const outsideBounds = ({ scope }: Lease, { reaches }: LeaseUse): boolean =>
  listBounds.some((name) => {
    const allowed = listOf(scope, name);
    if (allowed === undefined) return false;
    const wanted = reaches[name];
    return wanted === undefined || outside(name, wanted, allowed).length > 0;
  });

/**
 * Whether a lease allows an agent what it is about to do, here and now. Ask before every use and keep no answer: a
 * lease that expired or was revoked since authorises nothing, whatever the registry accepted earlier.
 *
 * A model is named `provider/model`. Whatever is missing, unreadable or unknown is a no.
 */
export const leaseAllows = (use: LeaseUse): LeaseVerdict => {
  const { leaseId, agentId, capability, lookup, now } = use;
  const held = leaseOf(lookup, leaseId);
  if (held === undefined) return refuse('unknown_lease');
  const { lease } = held;
  if (lease.agentId !== agentId) return refuse('other_agent');
  if (lease.workspaceId !== use.workspaceId) return refuse('other_workspace');
  if (!coversCapability(lease.capability, capability)) return refuse('other_capability');
  if (lease.policyBundleHash !== use.policyBundleHash) return refuse('other_policy');
  const fault = timeFault(lease, now);
  if (fault !== undefined) return refuse(fault);
  const chain = chainOf(held, use);
  if (chain === undefined) return refuse('broken_chain');
  const manifest = agentManifest.safeParse(lookup(agentId));
  if (!manifest.success || manifest.data.revocation !== undefined) return refuse('unknown_agent');
  if (outsideManifest(manifest.data, use)) return refuse('not_in_manifest');
  const rank = tierOf(agentId, lookup);
  if (rank === rankOf('untrusted') || (rank === rankOf('restricted') && !reads(capability)))
    return refuse('tier_too_low');
  if (unreadableBounds(lease.scope).length > 0) return refuse('unreadable_bounds');
  if (outsideBounds(lease, use)) return refuse('outside_bounds');
  const tools = toolsAllow(manifest.data, use);
  if (tools === undefined) return refuse('tool_not_granted');
  const supervised = rank === rankOf('supervised');
  return { allowed: true, needsApproval: supervised || lease.requiresHumanApproval || tools.needsApproval, chain };
};
