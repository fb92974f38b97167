import { membersOf } from '@sourceos/sync-kernel';
import type { SecretLease, SecretReference } from '../record.js';
import type { LeaseRefusal } from './lease-refusal.js';

/** One use of a secret that somebody asks for. */
export interface LeaseUse {
  /** The lease in force. */
  readonly lease: SecretLease;
  /** The reference in force that the lease names; undefined where there is none. */
  readonly reference: SecretReference | undefined;
  /** Who asks, for what, and where. */
  readonly holderId: string;
  readonly capability: string;
  readonly workspaceId?: string;
  /** The hash of the policy bundle in force, as leases name it. */
  readonly policyBundleHash: string;
  /** The receiver's clock, milliseconds since the epoch (I10). */
  readonly now: number;
  /** How often the lease was used before. */
  readonly uses: number;
  /** What contends with lease and reference, from the `values` of their conflicts: nothing of it is in force. */
  readonly contenders?: readonly unknown[];
}

/** What is to be done about a use. */
export interface LeaseJudgement {
  /** Everything that speaks against it; none: the secret may be used. */
  readonly refusals: readonly LeaseRefusal[];
  /** Whether a person is asked before, even so. */
  readonly asksPerson: boolean;
}

/** A version that a reference leads to: while it rotates the one before is valid beside it. */
const leadsTo = ({ version, rotation }: SecretReference, leased: number): boolean =>
  leased === version || (rotation.state === 'rotating' && leased === rotation.previousVersion);

const ofReference = ({ lease, reference }: LeaseUse): readonly LeaseRefusal[] => {
  if (reference === undefined) return ['no_reference'];
  const { state } = reference.rotation;
  return [
    ...(reference.revocation === undefined ? [] : (['reference_revoked'] as const)),
    ...(state === 'retired' || state === 'compromised' ? (['out_of_use'] as const) : []),
    ...(leadsTo(reference, lease.version) ? [] : (['other_version'] as const)),
  ];
};

/**
 * Whether a lease lets a secret be used now. A lease that is expired authorises nothing, by the clock of whoever is
 * asked (I10); and since two references are never merged (I13), a revocation that lost against a concurrent change
 * counts all the same.
 */
export const judgeUse = (use: LeaseUse): LeaseJudgement => {
  const { lease, now, uses, contenders = [] } = use;
  const checks: readonly (readonly [LeaseRefusal, boolean])[] = [
    ['not_begun', now < Date.parse(lease.issuedAt)],
    ['expired', now >= Date.parse(lease.expiresAt)],
    ['revoked', lease.revocation !== undefined],
    ['used_up', lease.maxUses !== undefined && uses >= lease.maxUses],
    ['other_holder', lease.holderId !== use.holderId],
    ['other_capability', lease.capability !== use.capability],
    ['other_workspace', lease.workspaceId !== undefined && lease.workspaceId !== use.workspaceId],
    ['other_policy', lease.policyBundleHash !== use.policyBundleHash],
    ['revocation_pending', contenders.some((record) => membersOf(record).revocation !== undefined)],
  ];
  const refusals = checks.filter(([, refused]) => refused).map(([refusal]) => refusal);
  return { refusals: [...refusals, ...ofReference(use)], asksPerson: lease.requiresHumanApproval };
};
