import { renderCard } from '@sourceos/sync-kernel';
import type { QuarantineItem } from '../../queues/quarantine-queue.js';
import { decisionJson, decisionLines } from '../describe-decision.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { findWrite } from '../find-write.js';
import { outcome, refusal, usage, type CommandResult, type Line } from '../outcome.js';
import { withSession } from '../session.js';
import { canAsk, confirm } from '../terminal/ask.js';
import { counted } from '../terminal/counted.js';
import { quarantineQueueOf, tidyQueues } from '../tidy-queues.js';

export interface QuarantineFlags extends Flags {
  readonly scope?: string;
}

export interface DiscardFlags extends QuarantineFlags {
  readonly yes?: true;
}

const itemJson = ({ since, expires, ...item }: QuarantineItem): object => ({
  ...item,
  since: new Date(since).toISOString(),
  ...(expires !== undefined && { expires: new Date(expires).toISOString() }),
});

/** `sync-host quarantine list`: exit code 1 where something is kept apart. */
export const quarantineList = (flags: QuarantineFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const tidied = tidyQueues(session);
    const items = tidied.ok ? quarantineQueueOf(session).list(flags.scope) : tidied;
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
    const queue = quarantineQueueOf(session);
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
          : [{ tone: 'faint', text: 'Its bytes are not in the quarantine; the scope’s log has them.' } as const]),
      ],
      exitCodes.findings,
    );
  });

/** The items that were named, each once; a sentence where a name is nobody's. */
const chosenOf = (items: readonly QuarantineItem[], named: readonly string[]): readonly QuarantineItem[] | string => {
  const chosen = new Set<QuarantineItem>();
  for (const name of named) {
    const item = findWrite(items, name);
    if (typeof item === 'string') return item;
    chosen.add(item);
  }
  return [...chosen];
};

/** `sync-host quarantine replay [write…]`: judges again, through the whole gate; by default everything. */
export const quarantineReplay = (named: readonly string[], flags: QuarantineFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const queue = quarantineQueueOf(session);
    const items = queue.list(flags.scope);
    if (!items.ok) return refusal(items);
    const chosen = named.length === 0 ? items.value : chosenOf(items.value, named);
    if (typeof chosen === 'string') return usage(chosen, 'not_apart');
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

/** `sync-host quarantine discard <write…>`: thrown away on purpose; hash, reasons and who did it stay. */
export const quarantineDiscard = (named: readonly string[], flags: DiscardFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const queue = quarantineQueueOf(session);
    const items = queue.list(flags.scope);
    if (!items.ok) return refusal(items);
    const chosen = chosenOf(items.value, named);
    if (typeof chosen === 'string') return usage(chosen, 'not_apart');
    const what = counted(chosen.length, 'write');
    if (flags.yes !== true) {
      if (!canAsk()) return usage('To discard without being asked, say --yes.');
      if (!(await confirm(`Throw ${what} away? The bytes go; hash and reasons stay in the audit log.`))) {
        return outcome({ discarded: [] }, ['Nothing was thrown away.']);
      }
    }
    const discarded: string[] = [];
    for (const { scopeId, writeId } of chosen) {
      const gone = queue.discard(scopeId, writeId);
      if (!gone.ok) return refusal(gone);
      discarded.push(writeId);
    }
    return outcome({ discarded }, [{ tone: 'good', text: `${what} thrown away.` }]);
  });
