import { renderCard } from '@sourceos/sync-kernel';
import type { ReviewItem, ReviewQueue } from '../../queues/review-queue.js';
import type { Verdict } from '../../queues/sign-review.js';
import { decisionJson, decisionLines } from '../describe-decision.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { findWrite } from '../find-write.js';
import { outcome, refusal, usage, type CommandResult, type Line } from '../outcome.js';
import { readRecordFile } from '../read-record-file.js';
import { reviewByKeys } from '../review-by-keys.js';
import { withSession, type Session } from '../session.js';
import { syncQuietly } from '../sync-quietly.js';
import { reviewQueueOf, tidyQueues } from '../tidy-queues.js';

export interface ReviewFlags extends Flags {
  readonly scope?: string;
}

const itemJson = ({ scopeId, writeId, since, expires, reasons, card, rivals }: ReviewItem): object => ({
  scopeId,
  writeId,
  since: new Date(since).toISOString(),
  ...(expires !== undefined && { expires: new Date(expires).toISOString() }),
  reasons,
  rivals,
  ...(card !== undefined && { card }),
});

/** What waits, after what expired was taken out: that is in quarantine, and stands in the audit log. */
const waiting = (session: Session, queue: ReviewQueue, scopeId: string | undefined) => {
  const tidied = tidyQueues(session);
  return tidied.ok ? queue.list(scopeId) : tidied;
};

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const titleOf = ({ card }: ReviewItem): string => card?.title ?? 'A change that cannot be read on this device';

/** `sync-host review list`: exit code 1 where something waits. */
export const reviewList = (flags: ReviewFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const items = waiting(session, reviewQueueOf(session), flags.scope);
    if (!items.ok) return refusal(items);
    const lines: readonly Line[] =
      items.value.length === 0
        ? [{ tone: 'good', text: 'Nothing waits for a person.' }]
        : items.value.flatMap((item): readonly Line[] => [
            {
              tone: 'warn',
              text: `${item.writeId}  since ${dateOf(item.since)}${item.expires === undefined ? '' : `, until ${dateOf(item.expires)}`}`,
            },
            `  ${titleOf(item)}`,
          ]);
    return outcome(
      { items: items.value.map(itemJson) },
      lines,
      items.value.length === 0 ? exitCodes.ok : exitCodes.findings,
    );
  });

const withItem = (
  flags: ReviewFlags,
  named: string,
  work: (session: Session, queue: ReviewQueue, item: ReviewItem) => CommandResult | Promise<CommandResult>,
): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const queue = reviewQueueOf(session);
    const items = queue.list(flags.scope);
    if (!items.ok) return refusal(items);
    const item = findWrite(items.value, named);
    return typeof item === 'string' ? usage(item, 'not_waiting') : work(session, queue, item);
  });

/** `sync-host review show <write>` */
export const reviewShow = (named: string, flags: ReviewFlags): Promise<CommandResult> =>
  withItem(flags, named, (_session, _queue, item) =>
    outcome(itemJson(item), [item.card === undefined ? titleOf(item) : renderCard(item.card)], exitCodes.findings),
  );

const settle = (named: string, decided: Verdict, flags: ReviewFlags): Promise<CommandResult> =>
  withItem(flags, named, async (session, queue, { scopeId, writeId }) => {
    const settled = await queue.settle(scopeId, writeId, decided);
    if (!settled.ok) return refusal(settled);
    const sent = await syncQuietly(session, [scopeId]);
    const { verdict } = decided;
    return outcome(
      {
        scopeId,
        writeId,
        verdict,
        ...(settled.value !== undefined && { decision: decisionJson(settled.value) }),
        sent,
      },
      [
        { tone: 'good', text: `${verdict}: ${writeId}` },
        ...(settled.value === undefined ? [] : decisionLines(settled.value)),
        ...(sent ? [] : [{ tone: 'faint', text: 'Other devices learn of it at the next sync.' } as const]),
      ],
    );
  });

export const reviewApprove = (named: string, flags: ReviewFlags) => settle(named, { verdict: 'approve' }, flags);
export const reviewReject = (named: string, flags: ReviewFlags) => settle(named, { verdict: 'reject' }, flags);

/** `sync-host review edit <write> <file|->`: the record takes the place of the change. */
export const reviewEdit = (named: string, file: string, flags: ReviewFlags): Promise<CommandResult> => {
  const record = readRecordFile(file);
  return record.ok
    ? settle(named, { verdict: 'edit', record: record.value }, flags)
    : Promise.resolve(usage(record.message));
};

/** `sync-host review`: card after card at a terminal, and the list where there is none. */
export const reviewCommand = (flags: ReviewFlags): Promise<CommandResult> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY || flags.json === true) return reviewList(flags);
  return withSession(flags, async (session) => {
    const queue = reviewQueueOf(session);
    const items = waiting(session, queue, flags.scope);
    if (!items.ok) return refusal(items);
    const done = await reviewByKeys(session, queue, items.value);
    const sent = await syncQuietly(session, [...new Set(done.settled.map(({ scopeId }) => scopeId))]);
    const left = items.value.length - done.settled.length;
    return outcome(
      { settled: done.settled, left, sent },
      [
        { tone: left === 0 ? 'good' : 'warn', text: `${done.settled.length} settled, ${left} wait.` },
        ...(done.settled.length === 0 || sent
          ? []
          : [{ tone: 'faint', text: 'Other devices learn of it at the next sync.' } as const]),
      ],
      left === 0 ? exitCodes.ok : exitCodes.findings,
    );
  });
};
