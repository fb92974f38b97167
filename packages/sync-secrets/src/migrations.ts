import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: a reference had `rotatedAt` and `rotationDays` beside its other members and no
 * state, and a lease said `approval: 'each_use'` or `'none'`.
 *
 * @throws TypeError where `approval` is another word: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { rotatedAt, rotationDays, approval, ...rest } = record;
  if (approval !== undefined && approval !== 'each_use' && approval !== 'none') {
    throw new TypeError('approval is neither each_use nor none');
  }
  return {
    ...rest,
    ...(rotatedAt === undefined
      ? {}
      : {
          rotation: {
            state: 'current',
            rotatedAt,
            ...(rotationDays === undefined ? {} : { intervalDays: rotationDays }),
          },
        }),
    ...(approval === undefined ? {} : { requiresHumanApproval: approval === 'each_use' }),
  };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
