import { parseControlRecord } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { controlLogOf } from '../../device/control-log-of.js';
import type { DeviceScope } from '../../device/device.js';
import { done, failed, type HostResult } from '../../failure.js';
import type { Made, Maker } from '../../membership/maker.js';
import type { StoreCode } from '../../store/store-code.js';
import { exitCodes, type ExitCode } from '../exit-code.js';
import { random } from '../home/random.js';
import type { Line } from '../outcome.js';
import type { Session } from '../session.js';
import { counted } from '../terminal/counted.js';

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

/** What became of records that were made. */
export interface Applied {
  readonly sent: boolean;
  /** Why they are not at the relay yet. */
  readonly why?: string;
  /** Signatures that they wait for: until then they are in the log and have no effect. */
  readonly missing?: number;
}

/** Puts records into the scope's log, and sends them where there is a relay. */
export const applyRecords = async (
  scope: DeviceScope,
  { records, missing }: Made,
): Promise<HostResult<Applied, string>> => {
  if (records.length > 0) {
    const added = await scope.addControl(records);
    if (!added.ok) return added;
    const refused = added.value.find(({ accepted }) => !accepted);
    if (refused !== undefined) return failed('not_entitled', 'The scope’s control log refused the record.');
  }
  const waits = missing > 0 ? { missing } : {};
  if (!scope.connection().configured) return done({ sent: false, ...waits });
  const synced = await scope.sync();
  return done(synced.ok ? { sent: true, ...waits } : { sent: false, why: synced.message, ...waits });
};

/** What a person should know of records that were applied. */
export const appliedLines = ({ why, missing }: Applied): readonly Line[] => [
  ...(missing === undefined
    ? []
    : [
        {
          tone: 'warn',
          text: `It has no effect yet: ${counted(missing, 'more key')} of the root must sign. There: sync-host cosign`,
        } as const,
      ]),
  ...(why === undefined ? [] : [{ tone: 'warn', text: `The relay does not have it yet: ${why}` } as const]),
];

/** Exit code 1 where a person elsewhere has to sign first. */
export const appliedExit = ({ missing }: Applied): ExitCode =>
  missing === undefined ? exitCodes.ok : exitCodes.findings;
