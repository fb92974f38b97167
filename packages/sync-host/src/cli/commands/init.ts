import { kindOfScope } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScope } from '../../membership/create-scope.js';
import type { Flags } from '../flags.js';
import { firstKeys } from '../home/first-keys.js';
import { openHome } from '../home/open-home.js';
import { random } from '../home/random.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import type { ScopeKind } from './scope-kinds.js';
import { folderOf, now, useSession, type Session } from '../session.js';
import { showRecoveryKey } from '../terminal/show-recovery-key.js';

export interface InitFlags extends Flags {
  readonly kind: ScopeKind;
  readonly relay?: string;
  readonly person?: string;
}

const addScope = async (session: Session, { kind, relay, json }: InitFlags): Promise<CommandResult> => {
  const { keyring, store, device, folder } = session;
  if (device.scopes().some(({ scopeId }) => kindOfScope(scopeId) === kind)) {
    return usage(`${folder} has a ${kind} already.`, 'already_here');
  }
  const created = await createScope({ crypto: nativeCrypto, random, founder: keyring, kind, now: now() });
  const { scopeId, genesis, records, rootSecret, recoveryKey } = created;
  // The key comes first: a scope whose root is lost cannot admit anybody, a key without a scope harms nobody.
  const root = keyring.keepRootSecret(scopeId, rootSecret);
  const kept = store.changeKeys([root.row]);
  if (!kept.ok) return refusal(kept);
  root.adopt();
  const added = await device.addScope({
    scopeId,
    genesis,
    records,
    own: true,
    ...(relay !== undefined && { relayUrl: relay }),
  });
  if (!added.ok) return refusal(added);
  const shown = recoveryKey === undefined ? undefined : await showRecoveryKey(recoveryKey, json === true);
  const { deviceId, personId } = keyring;
  return outcome(
    {
      folder,
      deviceId,
      personId,
      scopeId,
      ...(relay !== undefined && { relay }),
      ...(recoveryKey !== undefined && { recoveryKey }),
    },
    [
      { tone: 'good', text: `A new ${kind}: ${scopeId}` },
      `Device ${deviceId} of ${personId}, in ${folder}`,
      relay === undefined ? 'It has no relay: its data stays on this device.' : `Its relay is ${relay}.`,
      ...(shown ?? []),
    ],
  );
};

/** `sync-host init`: a device's keys where there are none, and a first scope of a kind. */
export const initCommand = async (flags: InitFlags): Promise<CommandResult> => {
  const home = openHome(folderOf(flags), { create: true });
  if (!home.ok) return refusal(home);
  try {
    const keyring = await firstKeys(home.value, flags, flags.person);
    if (!keyring.ok) return refusal(keyring);
    return await useSession(home.value, keyring.value, (session) => addScope(session, flags));
  } finally {
    home.value.close();
  }
};
