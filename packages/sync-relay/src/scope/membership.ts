import {
  createControlLog,
  parseControlRecord,
  type AuthorityLog,
  type ControlRecord,
} from '@sourceos/sync-kernel/control';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import { clearControlKinds } from '../protocol/kinds.js';
import { done, refuse, type Outcome } from '../protocol/problem.js';
import type { Session } from '../session/sessions.js';

/** Who may use a scope, by its control log: the same rules as on every device. */
export interface Membership {
  /** Whether the session's device is a live member under the key that the session proved. */
  readonly has: (session: Session) => boolean;
  /**
   * Judges a control record and takes it in. One that makes the bearer's own device a member admits it: nobody else
   * could have brought it to a scope that has no members yet.
   */
  readonly take: (session: Session, record: Uint8Array) => Outcome<undefined>;
  /** Takes in a record that the log holds already. */
  readonly replay: (record: Uint8Array) => void;
}

const isMember = (log: AuthorityLog, { deviceId, key }: Session): boolean =>
  log
    .view()
    .members()
    .some((member) => member.deviceId === deviceId && Buffer.from(member.signingKey).toString('hex') === key);

export const createMembership = (crypto: Crypto, scopeId: string, genesis: string): Membership => {
  const log = createControlLog({ scopeId, crypto, root: genesis });
  const asked = new Map<string, boolean>();
  let revision = -1;

  const has = (session: Session): boolean => {
    if (revision !== log.view().revision) asked.clear();
    revision = log.view().revision;
    const name = `${session.key} ${session.deviceId}`;
    const known = asked.get(name) ?? isMember(log, session);
    // Only answers of members are kept: strangers are without number.
    if (known) asked.set(name, known);
    return known;
  };

  /** Whether a stranger's record makes it a member, tried on a log of its own: what is added to one stays in it. */
  const admits = (session: Session, { statement, bytes }: ControlRecord): boolean => {
    if (statement.kind !== 'member' || statement.deviceId !== session.deviceId) return false;
    if (statement.signingKey !== session.key) return false;
    const trial = createControlLog({ scopeId, crypto, root: genesis });
    for (const record of log.records()) trial.add(record);
    return trial.add(bytes).accepted && isMember(trial, session);
  };

  return {
    has,
    take: (session, bytes) => {
      const record = parseControlRecord(crypto, bytes);
      if (!record.ok) return refuse('control_refused', record.message);
      const { kind } = record.value.statement;
      if (!clearControlKinds.has(kind)) {
        return refuse('kind_refused', `A record of the kind ${kind} travels sealed.`);
      }
      if (!has(session) && !admits(session, record.value)) {
        return refuse('not_a_member', 'The device is no live member, and the record does not make it one.');
      }
      const { accepted, reasons } = log.add(bytes);
      return accepted
        ? done(undefined)
        : refuse('control_refused', `The control log refuses it: ${reasons[0]?.detail ?? ''}.`);
    },
    replay: (bytes) => {
      log.add(bytes);
    },
  };
};
