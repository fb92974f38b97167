import { renderCard } from '@sourceos/sync-kernel';
import { createQuarantineQueue, type QuarantineItem, type QuarantineQueue } from '../../queues/quarantine-queue.js';
import { decisionJson, decisionLines } from '../describe-decision.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { findWrite } from '../find-write.js';
import { outcome, refusal, usage, type CommandResult, type Line } from '../outcome.js';
import { now, withSession, type Session } from '../session.js';

export interface QuarantineFlags extends Flags {
  readonly scope?: string;
}

const queueOf = ({ device, store, audit }: Session): QuarantineQueue =>
  createQuarantineQueue({ device, store, audit, now });

const itemJson = ({ since, expires, ...item }: QuarantineItem): object => ({
  ...item,
  since: new Date(since).toISOString(),
  ...(expires !== undefined && { expires: new Date(expires).toISOString() }),
});

/** `sync-host quarantine list`: exit code 1 where something is kept apart. */
export const quarantineList = (flags: QuarantineFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const items = queueOf(session).list(flags.scope);
    if (!items.ok) return refusal(items);
    const lines: readonly Line[] =
      items.value.length === 0
        ? [{ tone: 'good', text: 'Nothing is kept apart.' }]
        : items.value.flatMap(({ writeId, collection = '?', objectId = '?', reasons }): readonly Line[] => [
            { tone: 'warn', text: `${writeId}  ${collection}  ${objectId}` },
            `  ${reasons.map(({ code, detail }) => `${code} (${detail})`).join(', ')}`,
          ]);
    return outcome(
      { items: items.value.map(itemJson) },
      lines,
      items.value.length === 0 ? exitCodes.ok : exitCodes.findings,
    );
  });

/** `sync-host quarantine show <write>` */
export const quarantineShow = (named: string, flags: QuarantineFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const queue = queueOf(session);
    const items = queue.list(flags.scope);
    if (!items.ok) return refusal(items);
    const item = findWrite(items.value, named);
    if (typeof item === 'string') return usage(item, 'not_apart');
    const detail = queue.show(item.scopeId, item.writeId);
    if (!detail.ok) return refusal(detail);
    const { explanation = [], card, bodyHeld, remedies } = detail.value;
    return outcome(
      { ...itemJson(item), explanation, bodyHeld, ...(card !== undefined && { card }) },
      [
        ...(explanation.length === 0 ? remedies : explanation),
        ...(card === undefined ? [] : ['', renderCard(card).trimEnd()]),
        ...(bodyHeld
          ? []
          : [{ tone: 'faint', text: 'A quota dropped its bytes; they can be fetched again.' } as const]),
      ],
      exitCodes.findings,
    );
  });

/** `sync-host quarantine replay [write…]`: judges again, through the whole gate; by default everything. */
export const quarantineReplay = (named: readonly string[], flags: QuarantineFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const queue = queueOf(session);
    const items = queue.list(flags.scope);
    if (!items.ok) return refusal(items);
    const chosen: QuarantineItem[] = named.length === 0 ? [...items.value] : [];
    for (const name of named) {
      const item = findWrite(items.value, name);
      if (typeof item === 'string') return usage(item, 'not_apart');
      chosen.push(item);
    }
    const lines: Line[] = [];
    const changed: object[] = [];
    let stays = 0;
    for (const scopeId of new Set(chosen.map((item) => item.scopeId))) {
      const ids = chosen.filter((item) => item.scopeId === scopeId).map(({ writeId }) => writeId);
      const replayed = queue.replay(scopeId, ids);
      if (!replayed.ok) return refusal(replayed);
      stays += replayed.value.stays;
      changed.push(...replayed.value.changed.map(decisionJson));
      lines.push(...replayed.value.changed.flatMap(decisionLines));
    }
    lines.push({ tone: stays === 0 ? 'good' : 'warn', text: `${changed.length} came out, ${stays} stay apart.` });
    return outcome({ changed, stays }, lines, stays === 0 ? exitCodes.ok : exitCodes.findings);
  });
