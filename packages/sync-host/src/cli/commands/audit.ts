import type { AuditHead } from '../../audit/verify-audit.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { withSession } from '../session.js';
import { counted } from '../terminal/counted.js';

export interface AuditFlags extends Flags {
  readonly limit?: number;
  /** `<size>:<root>`, as `audit head` prints it. */
  readonly head?: string;
}

const textOf = ({ size, root }: AuditHead): string => `${size}:${root}`;

const headPattern = /^(0|[1-9]\d{0,14}):(sha256:[0-9a-f]{64})$/;

const headOf = (text: string): AuditHead | undefined => {
  const [, size, root] = headPattern.exec(text) ?? [];
  return size === undefined || root === undefined ? undefined : { size: Number(size), root };
};

/** `sync-host audit list`: the newest events, oldest of them first. */
export const auditList = (flags: AuditFlags): Promise<CommandResult> =>
  withSession(flags, ({ audit, store }) => {
    const { limit = 50 } = flags;
    const length = store.auditLength();
    if (!length.ok) return refusal(length);
    const events = audit.events(Math.max(0, length.value - limit), limit);
    if (!events.ok) return refusal(events);
    return outcome({ total: length.value, events: events.value }, [
      ...events.value.map(
        ({ occurredAt, outcome: came, eventType, subjectId }) =>
          `${occurredAt}  ${came.padEnd(9)}  ${eventType}  ${subjectId}`,
      ),
      { tone: 'faint', text: `${events.value.length} of ${counted(length.value, 'event')}` },
    ]);
  });

/** `sync-host audit head`: what to keep elsewhere, so that the log cannot be rewritten unseen. */
export const auditHeadCommand = (flags: AuditFlags): Promise<CommandResult> =>
  withSession(flags, ({ audit }) => {
    const head = audit.head();
    return head.ok ? outcome({ head: textOf(head.value) }, [textOf(head.value)]) : refusal(head);
  });

/** `sync-host audit verify [--head <head>]`: 1 where the log was changed, or does not continue the head. */
export const auditVerify = (flags: AuditFlags): Promise<CommandResult> => {
  const earlier = flags.head === undefined ? undefined : headOf(flags.head);
  if (flags.head !== undefined && earlier === undefined) {
    return Promise.resolve(usage('Expected a head as audit head prints it: <size>:sha256:<64 hexadecimal digits>.'));
  }
  return withSession(flags, ({ audit }) => {
    const verified = audit.verify(earlier);
    if (verified.ok) {
      const head = textOf(verified.value);
      const since = earlier === undefined ? '' : `, and continues ${textOf(earlier)}`;
      return outcome({ whole: true, head, ...(earlier !== undefined && { continues: textOf(earlier) }) }, [
        { tone: 'good', text: `The log is whole: ${counted(verified.value.size, 'event')}${since}.` },
        head,
      ]);
    }
    const { code, message } = verified;
    if (code !== 'audit_broken' && code !== 'audit_rewritten') return refusal(verified);
    return outcome({ whole: false, code, message }, [{ tone: 'bad', text: message }], exitCodes.findings);
  });
};
