import { kindOfUrn, membersOf, type JsonObject } from '@sourceos/sync-kernel';
import type { ClientsRecord, DeviceCommandResult } from '../record.js';
import { deviceCommandApproval } from '../records/device-command-approval.js';
import { deviceCommand } from '../records/device-command.js';
import { resultId } from '../registry/object-id.js';
import { approvalCounts, type ApprovalGrounds } from './approval.js';
import { entryOf, ledgerTime, type CommandLedger } from './ledger.js';

/** What a device asks before it runs a command. */
export interface CommandQuestion extends Pick<ApprovalGrounds, 'crypto' | 'keyOf'> {
  readonly commandId: string;
  /** The device that asks. */
  readonly deviceId: string;
  /** The record in force of an object: `replica.view('clients', objectId)?.record`. */
  readonly lookup: (objectId: string) => JsonObject | undefined;
  /** The objects of the collection, among them approvals: `replica.objectIds('clients')`. */
  readonly objectIds: Iterable<string>;
  readonly ledger: CommandLedger;
  /** The device's clock, milliseconds since the epoch. */
  readonly now: number;
  /** The kinds of command that this device can carry out. */
  readonly supported: readonly string[];
}

type Cause = NonNullable<DeviceCommandResult['cause']>;

export type CommandVerdict =
  /** Begin it in the ledger, keep that, and run it. */
  | { readonly verdict: 'run'; readonly action: Action; readonly expires: number }
  /** A second signature may still come. */
  | { readonly verdict: 'wait'; readonly expires: number }
  /** It does not run; say so with `changes.end`. */
  | { readonly verdict: 'end'; readonly outcome: 'unsupported'; readonly expires: number }
  | { readonly verdict: 'end'; readonly outcome: 'ignored'; readonly cause: Cause; readonly expires: number }
  /** It is no command to this device, or how it ended is said already. */
  | { readonly verdict: 'nothing' };

type Action = Extract<ClientsRecord, { type: 'DeviceCommand' }>['action'];

/** Commands that take effect only with a second signature. */
const needsApproval: ReadonlySet<string> = new Set(['wipe']);

/** Whether a command may run as far as signatures go: one is enough, or another one is there. */
const isApproved = (question: CommandQuestion, grounds: ApprovalGrounds): boolean => {
  if (!needsApproval.has(grounds.command.action.kind)) return true;
  for (const objectId of question.objectIds) {
    const record = question.lookup(objectId);
    if (record?.type !== 'DeviceCommandApproval' || record.commandId !== question.commandId) continue;
    const read = deviceCommandApproval.safeParse(record);
    if (!read.success || !approvalCounts(read.data, grounds)) continue;
    const { approver } = read.data;
    // A device that was revoked since approves nothing, whatever the host still knows of its key.
    if (kindOfUrn(approver) !== 'device' || question.lookup(approver)?.type === 'Device') return true;
  }
  return false;
};

/**
 * Whether a device runs a command, here and now. At most once: what the ledger has begun never runs again, though nobody
 * knows whether it ran. Not after it expired, by the later of the device's clock and the latest time that the ledger
 * saw. Not from a device that was revoked since. A wipe not without a second signature.
 */
export const commandVerdict = (question: CommandQuestion): CommandVerdict => {
  const { commandId, deviceId, lookup, ledger, now, supported, crypto, keyOf } = question;
  const read = deviceCommand.safeParse(lookup(commandId));
  if (!read.success || read.data.target !== deviceId) return { verdict: 'nothing' };
  if (lookup(resultId(commandId, deviceId)) !== undefined) return { verdict: 'nothing' };
  const command = read.data;
  const expires = Date.parse(command.expiresAt);
  const ignored = (cause: Cause): CommandVerdict => ({ verdict: 'end', outcome: 'ignored', cause, expires });
  const known = entryOf(ledger, commandId);
  if (known?.state === 'applied' || known?.state === 'ignored' || known?.state === 'unsupported') {
    return ignored('already_run');
  }
  if (known !== undefined) return ignored('failed');
  const approved = isApproved(question, { crypto, commandId, command, keyOf });
  if (!(ledgerTime(ledger, now) < expires)) return ignored(approved ? 'expired' : 'not_approved');
  if (membersOf(lookup(command.issuedBy)).type !== 'Device') return ignored('policy_denied');
  if (!supported.includes(command.action.kind)) return { verdict: 'end', outcome: 'unsupported', expires };
  return approved ? { verdict: 'run', action: command.action, expires } : { verdict: 'wait', expires };
};
