import { recover } from '../../membership/recover.js';
import type { Flags } from '../flags.js';
import { applyRecords, makerOf } from '../join/maker-of.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { pickScope } from '../pick-scope.js';
import { now, withSession } from '../session.js';
import { askSecret, canAsk } from '../terminal/ask.js';
import { showRecoveryKey } from '../terminal/show-recovery-key.js';

export interface RecoverFlags extends Flags {
  readonly scope?: string;
}

const typedKey = async (): Promise<string | undefined> => {
  const given = process.env.SOURCEOS_RECOVERY_KEY;
  if (given !== undefined && given !== '') return given;
  return canAsk() ? await askSecret('Recovery key: ') : undefined;
};

/**
 * `sync-host recover`: this device, a member, takes the place of lost roots. The lost devices are removed afterwards
 * (`remove`); a device that is no member joins once another has recovered the scope.
 */
export const recoverCommand = (flags: RecoverFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const recoveryKey = await typedKey();
    if (recoveryKey === undefined)
      return usage('The recovery key is asked for on a terminal, or in SOURCEOS_RECOVERY_KEY.');
    if (scope.value.connection().configured) await scope.value.sync();
    const maker = makerOf(session, scope.value);
    if (!maker.ok) return refusal(maker);
    const recovered = recover(maker.value, { recoveryKey, now: now() });
    if (!recovered.ok) return refusal(recovered);
    const { scopeId } = scope.value;
    // The key comes first: a root whose key is lost again cannot be used.
    const root = session.keyring.keepRootSecret(scopeId, recovered.value.rootSecret);
    const kept = session.store.changeKeys([root.row]);
    if (!kept.ok) return refusal(kept);
    root.adopt();
    const applied = await applyRecords(scope.value, { records: recovered.value.records, missing: 0 });
    if (!applied.ok) return refusal(applied);
    const next = recovered.value.recoveryKey;
    const shown = await showRecoveryKey(next, flags.json === true);
    return outcome({ scopeId, recoveryKey: next, ...applied.value }, [
      { tone: 'good', text: `${scopeId} has a new root, whose key is on this device. The old recovery key is void.` },
      'Remove the devices that were lost: sync-host members, sync-host remove <device>',
      ...shown,
    ]);
  });
