import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: the content was `text`, confidence was a percentage, and a memory was only ever
 * observed, by `notedBy` at `notedAt`.
 *
 * @throws TypeError where the confidence is no percentage: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { text, confidence, notedBy, notedAt, ...rest } = record;
  if (typeof confidence !== 'number') throw new TypeError('confidence is no percentage');
  return {
    ...rest,
    ...(text === undefined ? {} : { content: text }),
    confidence: confidence / 100,
    promotionState: 'observed',
    steps: [{ state: 'observed', by: notedBy ?? null, at: notedAt ?? null }],
  };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
