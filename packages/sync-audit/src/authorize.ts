import { engineDenied, isAgent, type AuthoredWrite, type AuthorizeContext, type Reason } from '@sourceos/sync-kernel';
import { verifyCheckpoint } from './checkpoint/checkpoint-hash.js';
import { rangesOf } from './concerns/drops.js';
import { isWhatItsHashSays } from './event/event-hash.js';
import type { AuditCheckpoint, AuditEvent, AuditRecord } from './record.js';

type Write = AuthoredWrite<AuditRecord>;
type Context = Pick<AuthorizeContext, 'control'>;

const eventFaults = ({ objectId, deviceId }: Write, event: AuditEvent, { control }: Context): readonly Reason[] => {
  const { scopeId } = control;
  const found: Reason[] = [];
  if (event.id !== objectId) found.push(engineDenied('/id', 'An event is written under its own id.'));
  if (!isWhatItsHashSays(event)) found.push(engineDenied('/eventHash', 'The event is not what its hash says.'));
  if (event.deviceId !== undefined && event.deviceId !== deviceId) {
    found.push(engineDenied('/deviceId', 'A device records in its own log, and in no other.'));
  }
  const { workspaceId } = event;
  if (workspaceId !== undefined && scopeId.startsWith('urn:srcos:workspace:') && workspaceId !== scopeId) {
    found.push(engineDenied('/workspaceId', 'What happened in another workspace is recorded there.'));
  }
  return found;
};

const checkpointFaults = (
  { objectId, deviceId, authorId }: Write,
  checkpoint: AuditCheckpoint,
  { control }: Context,
): readonly Reason[] => {
  const found: Reason[] = [];
  if (!objectId.startsWith('urn:srcos:audit-checkpoint:')) {
    found.push(engineDenied('/type', 'A checkpoint is named by urn:srcos:audit-checkpoint:….'));
  }
  if (checkpoint.deviceId !== deviceId) {
    found.push(engineDenied('/deviceId', 'A device writes checkpoints of its own log, and of no other.'));
  }
  if (checkpoint.scopeId !== control.scopeId) found.push(engineDenied('/scopeId', 'The log is that of another scope.'));
  if (isAgent(authorId) && rangesOf(checkpoint).length > 0) {
    found.push(engineDenied('/droppedRanges', 'An agent drops no evidence: a person does.'));
  }
  // The costly question last, and only where it can matter.
  const key = found.length === 0 ? control.deviceKey(deviceId) : undefined;
  if (found.length === 0 && (key === undefined || !verifyCheckpoint(checkpoint, key))) {
    found.push(engineDenied('/signature', "The checkpoint is not signed with the device's key."));
  }
  return found;
};

/**
 * Rules that ask nothing but the write and the device's key: an event is under its id and is what its hash says, a
 * device records in its own log, and only a person drops evidence. Changing or deleting what was logged needs no rule
 * here: the strategy refuses it as a rewriting.
 */
export const authorizeWrite = (write: Write, context: Context): readonly Reason[] => {
  const { operation, record } = write;
  if (record === undefined || operation === 'patch') return [];
  if (operation !== 'put') return [engineDenied('', 'An entry is put into a log; it commands nothing.')];
  // What is put is whole: the one place where a partial record is ruled out.
  const whole = record as AuditRecord;
  return whole.type === 'AuditEvent' ? eventFaults(write, whole, context) : checkpointFaults(write, whole, context);
};
