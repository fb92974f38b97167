/** Why a lease does not let a secret be used, and what that means. */
export const leaseRefusals = {
  not_begun: 'The lease has not begun.',
  expired: 'The lease has ended.',
  revoked: 'The lease was revoked.',
  used_up: 'The lease was used as often as it may be.',
  other_holder: 'The lease is for another holder.',
  other_capability: 'The lease is for another capability.',
  other_workspace: 'The lease is for another workspace.',
  other_policy: 'The lease was granted under another policy bundle than the one in force.',
  no_reference: 'The secret that is leased is not known here.',
  other_version: 'The secret was rotated after the lease was granted.',
  reference_revoked: 'The secret was revoked.',
  out_of_use: 'The secret is retired or compromised.',
  revocation_pending: 'Somebody revoked the lease or the secret at the same time as somebody changed it.',
} as const;
export type LeaseRefusal = keyof typeof leaseRefusals;
