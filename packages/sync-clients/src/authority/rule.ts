import {
  engineDenied,
  type AuthorizeContext,
  type Change,
  type Reason,
  type RecordQuestion,
} from '@sourceos/sync-kernel';
import type { ClientsRecord } from '../record.js';

export type ClientsChange = Change<ClientsRecord>;

export type Question = RecordQuestion<ClientsRecord>;

/** Whether a device is enrolled and was not revoked, as far as the writes before this one say. */
export const isEnrolled = ({ lookup }: Pick<AuthorizeContext, 'lookup'>, deviceId: unknown): boolean =>
  typeof deviceId === 'string' && lookup(deviceId)?.type === 'Device';

/** What is written once: the same again is no change, and anything else is refused. */
export const writtenOnce = ({ change, before }: Question, rule: string): readonly Reason[] => {
  const [changed] = change.pointers;
  return before === undefined || changed === undefined ? [] : [engineDenied(changed, rule)];
};
