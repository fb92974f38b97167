import { kindOfUrn, listOf, membersOf, textOf, type AuthoredWrite } from '@sourceos/sync-kernel';
import { placeOf } from '../names/object-id.js';
import type { ModelsRecord } from '../record.js';
import { residencyOf } from '../residency/reach.js';

/**
 * What a write asks for, for policy bundles to deny or to have reviewed: `models.remote.provider` where something
 * remote may be used or is changed, `models.remote.route` where requests may be sent there, and
 * `models.reach.<reach>` for how far they may go. Switching off and deleting ask for nothing.
 */
export const capabilities = ({ objectId, record }: AuthoredWrite<ModelsRecord>): readonly string[] => {
  if (record === undefined) return [];
  const { enabled, targets, ceiling, handling } = membersOf(record);
  switch (kindOfUrn(objectId)) {
    case 'model-provider': {
      if (enabled === false || placeOf(objectId) === 'local') return [];
      const { residency } = membersOf(handling);
      return [
        'models.remote.provider',
        ...(residency === undefined ? [] : [`models.reach.${residencyOf(residency).reach}`]),
      ];
    }
    case 'model-route': {
      const isRemote = listOf(targets).some(
        (target) => placeOf(textOf(membersOf(target).providerId) ?? '') !== 'local',
      );
      return [
        ...(isRemote ? ['models.remote.route'] : []),
        ...(ceiling === undefined ? [] : [`models.reach.${residencyOf(ceiling).reach}`]),
      ];
    }
    default:
      return [];
  }
};
