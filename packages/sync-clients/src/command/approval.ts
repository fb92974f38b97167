import type { JsonObject } from '@sourceos/sync-kernel';
import { base64urlOf, bytesOfBase64url, canonicalBytes, hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import type { DeviceCommand, DeviceCommandApproval } from '../record.js';

/**
 * The hash of a command's content, which its approvals name: SHA-256 of the record as RFC 8785 JSON.
 *
 * @throws TypeError where the command is no JSON: a member that is `undefined`
 */
export const commandHash = (crypto: Pick<Crypto, 'sha256'>, command: DeviceCommand): string =>
  hashName(crypto.sha256(canonicalBytes(command as unknown as JsonObject)));

const messageOf = (approval: Omit<DeviceCommandApproval, 'signature'>): Uint8Array => {
  const { signature: _, ...signed } = approval as Partial<DeviceCommandApproval>;
  return canonicalBytes(signed);
};

/** What an approver says, before it signs. */
export interface ApprovalDraft {
  readonly commandId: string;
  readonly command: DeviceCommand;
  /** A device or a recovery key, by its URN. */
  readonly approver: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Signs the approval of a command.
 *
 * @param secretKey the approver's Ed25519 key, 32 bytes
 */
export const approveCommand = (
  crypto: Pick<Crypto, 'sha256' | 'sign'>,
  { commandId, command, approver, at }: ApprovalDraft,
  secretKey: Uint8Array,
): DeviceCommandApproval => {
  const signed = {
    type: 'DeviceCommandApproval' as const,
    commandId,
    commandHash: commandHash(crypto, command),
    approver,
    approvedAt: new Date(at).toISOString(),
  };
  return { ...signed, signature: base64urlOf(crypto.sign(secretKey, messageOf(signed))) };
};

/** What an approval is held against. */
export interface ApprovalGrounds {
  readonly crypto: Pick<Crypto, 'sha256' | 'verify'>;
  readonly commandId: string;
  readonly command: DeviceCommand;
  /** The Ed25519 key of a device or recovery key that may approve now: undefined for one that is unknown or revoked. */
  readonly keyOf: (approver: string) => Uint8Array | undefined;
}

/** Whether an approval is the second signature under a command: of this content, by somebody else, who may. */
export const approvalCounts = (
  approval: DeviceCommandApproval,
  { crypto, commandId, command, keyOf }: ApprovalGrounds,
): boolean => {
  if (approval.commandId !== commandId || approval.approver === command.issuedBy) return false;
  if (approval.commandHash !== commandHash(crypto, command)) return false;
  const key = keyOf(approval.approver);
  const signature = bytesOfBase64url(approval.signature);
  if (key === undefined || signature?.length !== 64) return false;
  return crypto.verify(key, messageOf(approval), signature);
};
