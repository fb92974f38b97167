import { parseControlRecord } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { controlLogOf } from '../../device/control-log-of.js';
import type { DeviceScope } from '../../device/device.js';
import { done, failed, type HostResult } from '../../failure.js';
import type { Made, Maker } from '../../membership/maker.js';
import type { StoreCode } from '../../store/store-code.js';
import { random } from '../home/random.js';
import type { Session } from '../session.js';

/** A scope's control log, and what records are made for it from. */
export interface ScopeMaker extends Maker {
  /** The statement id of the first root. */
  readonly genesisId: string;
  readonly relayUrl: string | undefined;
}

export const makerOf = ({ store, keyring }: Session, scope: DeviceScope): HostResult<ScopeMaker, StoreCode> => {
  const rows = store.scopes();
  if (!rows.ok) return rows;
  const { scopeId } = scope;
  const row = rows.value.find((each) => each.scopeId === scopeId);
  const genesis = row && parseControlRecord(nativeCrypto, row.genesis);
  if (row === undefined || genesis?.ok !== true) return failed('unknown_scope', `${scopeId} has no root here.`);
  return done({
    crypto: nativeCrypto,
    random,
    log: controlLogOf(scope),
    keyring,
    secrets: keyring.rootSecrets(scopeId),
    genesisId: genesis.value.id,
    relayUrl: row.relayUrl,
  });
};

/** Puts records into the scope's log, where enough keys signed them, and sends them where there is a relay. */
export const applyRecords = async (
  scope: DeviceScope,
  { records, missing }: Made,
): Promise<HostResult<{ readonly sent: boolean; readonly why?: string }, string>> => {
  if (missing > 0) {
    return failed(
      'not_entitled',
      `${missing} more ${missing === 1 ? 'key of the root has' : 'keys of the root have'} to sign: nothing was changed.`,
    );
  }
  if (records.length > 0) {
    const added = await scope.addControl(records);
    if (!added.ok) return added;
    const refused = added.value.find(({ accepted }) => !accepted);
    if (refused !== undefined) return failed('not_entitled', 'The scope’s control log refused the record.');
  }
  if (!scope.connection().configured) return done({ sent: false });
  const synced = await scope.sync();
  return done(synced.ok ? { sent: true } : { sent: false, why: synced.message });
};
