/** Why nothing was made, and what helps. */
export const membershipCodes = {
  not_entitled: 'No key that is kept here has the role that this takes: ask a device that has it.',
  no_root: 'The scope has no root in force here: fetch its control log first.',
  known_device: 'The device is a member already.',
  removed_device: 'The device was removed, and its id does not come back: make new keys for it.',
  unknown_device: 'The device is no member.',
  payload_malformed: 'The text is no such message, or was cut off: copy it again.',
  request_unsigned: 'The request was not signed by the key that it names.',
  other_request: 'The invitation answers another request: begin again.',
  other_nonce: 'The device did not show what it promised: somebody may be in between. Begin again.',
  genesis_missing: 'The records do not hold the root that the invitation names.',
  not_admitted: 'The records do not make this device a member yet.',
  other_keys: 'The records give this device other keys than its own: somebody may be in between.',
  no_recovery_role: 'The scope’s root has no recovery key.',
  recovery_malformed: 'That is no recovery key: a character is wrong or missing.',
  other_recovery_key: 'The recovery key is one of another scope.',
} as const;
export type MembershipCode = keyof typeof membershipCodes;
