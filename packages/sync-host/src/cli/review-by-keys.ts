import { renderCard, type JsonObject } from '@sourceos/sync-kernel';
import type { ReviewItem, ReviewQueue } from '../queues/review-queue.js';
import type { Verdict } from '../queues/sign-review.js';
import { editRecord } from './edit-record.js';
import type { Line } from './outcome.js';
import type { Session } from './session.js';
import { paint, wantsColor } from './terminal/paint.js';
import { readKey } from './terminal/read-key.js';

export interface Settled {
  readonly scopeId: string;
  readonly writeId: string;
  readonly verdict: Verdict['verdict'];
}

const show = (...lines: readonly Line[]): void => {
  process.stdout.write(paint(lines, wantsColor(process.stdout, process.env)));
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an edit begins with: the proposed record where a conflict keeps it whole, else the one in force. */
const startOf = ({ device }: Session, { scopeId, writeId }: ReviewItem): JsonObject => {
  const scope = device.scope(scopeId);
  const { collection = '', objectId = '' } = scope?.replica.decision(writeId) ?? {};
  const view = scope?.replica.view(collection, objectId);
  const whole = view?.conflicts.find(({ writes, pointer }) => pointer === undefined && writes.includes(writeId));
  const proposed = whole?.values[whole.writes.indexOf(writeId)];
  return isObject(proposed) ? proposed : (view?.record ?? {});
};

const past: Readonly<Record<Verdict['verdict'], string>> = {
  approve: 'Approved.',
  reject: 'Rejected.',
  edit: 'Edited.',
};

const verdictOf = (session: Session, item: ReviewItem, key: string): Verdict | undefined => {
  if (key === 'a') return { verdict: 'approve' };
  if (key === 'r') return { verdict: 'reject' };
  const edited = editRecord(startOf(session, item));
  if (edited.ok) return edited.value === undefined ? undefined : { verdict: 'edit', record: edited.value };
  show({ tone: 'bad', text: edited.message });
  return undefined;
};

/** Shows one card after another, and does what a key says; what is skipped waits on. */
export const reviewByKeys = async (
  session: Session,
  queue: ReviewQueue,
  items: readonly ReviewItem[],
): Promise<{ readonly settled: readonly Settled[] }> => {
  const settled: Settled[] = [];
  for (const [index, item] of items.entries()) {
    const { scopeId, writeId, card, rivals } = item;
    // An earlier verdict may have settled it: of writes that contend, one decision is enough.
    const current = queue.show(scopeId, writeId);
    if (!current.ok) continue;
    show('', { tone: 'strong', text: `── ${index + 1} of ${items.length} ${'─'.repeat(48)}` });
    show(card === undefined ? `${writeId} cannot be read on this device.` : renderCard(card).trimEnd());
    if (rivals.length > 0)
      show('', { tone: 'warn', text: `It contends with ${rivals.length} more: one decision settles all.` });
    for (;;) {
      show('', { tone: 'faint', text: '[a] approve   [r] reject   [e] edit   [s] skip   [q] quit' });
      const key = await readKey(['a', 'r', 'e', 's', 'q']);
      if (key === 'q') return { settled };
      if (key === 's') break;
      const decided = verdictOf(session, item, key);
      if (decided === undefined) continue;
      const result = await queue.settle(scopeId, writeId, decided);
      if (result.ok) {
        settled.push({ scopeId, writeId, verdict: decided.verdict });
        show({ tone: 'good', text: past[decided.verdict] });
        break;
      }
      show({ tone: 'bad', text: result.message });
    }
  }
  return { settled };
};
