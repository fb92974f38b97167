import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { completeJoin } from '../../membership/complete-join.js';
import { beginJoin } from '../../membership/join-handshake.js';
import type { Flags } from '../flags.js';
import { firstKeys } from '../home/first-keys.js';
import { openHome } from '../home/open-home.js';
import { random } from '../home/random.js';
import { isSameCode } from '../join/compare.js';
import type { Courier } from '../join/courier.js';
import { fetchControl } from '../join/fetch-control.js';
import { mailboxCourier, newMailboxId } from '../join/mailbox.js';
import { pasteCourier } from '../join/paste.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { folderOf, useSession, type Session } from '../session.js';
import { canAsk } from '../terminal/ask.js';
import { say } from '../terminal/say.js';

export interface JoinFlags extends Flags {
  readonly relay?: string;
  readonly paste?: true;
  readonly yes?: true;
  /** Seconds. */
  readonly wait: number;
}

const courierOf = ({ relay, paste, wait }: JoinFlags): Courier | string => {
  if (paste === true) return canAsk() ? pasteCourier : 'To paste messages, run it on a terminal.';
  if (relay === undefined) return 'Say where the devices meet: --relay <url>, or --paste.';
  const id = newMailboxId();
  say(`Ticket: ${id}`);
  say(`On a device that is in the scope:\n\n  sync-host admit ${id}\n`);
  return mailboxCourier({ relayUrl: relay, id, wait: wait * 1_000 });
};

const join = async (session: Session, courier: Courier, flags: JoinFlags): Promise<CommandResult> => {
  const { keyring, store, device, folder } = session;
  const { request, answer } = beginJoin(nativeCrypto, keyring, random);
  const asked = await courier.send('request', request);
  if (!asked.ok) return refusal(asked);
  const invited = await courier.receive('invitation');
  if (!invited.ok) return refusal(invited);
  const answered = answer(invited.value);
  if (!answered.ok) return refusal(answered);
  const { invitation, reveal, compare } = answered.value;
  const shown = await courier.send('reveal', reveal);
  if (!shown.ok) return refusal(shown);
  if (!(await isSameCode(compare, flags.yes === true))) {
    return refusal({ code: 'not_confirmed', message: 'The codes were not confirmed: this device joined nothing.' });
  }
  // The address that the person gave is the one that is reached; the invitation's is how the scope's others reach it.
  const relayUrl = flags.relay ?? invitation.relayUrl;
  if (relayUrl === undefined) return usage('The scope has no relay: there is nothing to join it through.');
  const records = await fetchControl(session, relayUrl, invitation.scopeId, flags.wait * 1_000);
  if (!records.ok) return refusal(records);
  const joined = completeJoin(nativeCrypto, keyring, invitation, records.value);
  if (!joined.ok) return refusal(joined);
  const { scopeId, genesis, personId } = joined.value;
  if (personId !== keyring.personId) {
    const other = keyring.belongTo(personId);
    const kept = store.changeKeys([other.row]);
    if (!kept.ok) return refusal(kept);
    other.adopt();
  }
  const added = await device.addScope({ scopeId, genesis, records: records.value, relayUrl, own: false });
  if (!added.ok) return refusal(added);
  const synced = await added.value.sync();
  const { deviceId } = keyring;
  return outcome(
    {
      folder,
      deviceId,
      personId,
      scopeId,
      relay: relayUrl,
      code: compare,
      ...(synced.ok ? { received: synced.value.received } : { notSynced: synced.code }),
    },
    [
      { tone: 'good', text: `Joined ${scopeId}` },
      `Device ${deviceId} of ${personId}, in ${folder}`,
      synced.ok
        ? `Received ${synced.value.received} entries from ${relayUrl}.`
        : { tone: 'warn', text: `Nothing was fetched yet: ${synced.message}` },
    ],
  );
};

/** `sync-host join`: makes this device's keys where there are none, and waits for a member to admit it. */
export const joinCommand = async (flags: JoinFlags): Promise<CommandResult> => {
  if (flags.yes !== true && !canAsk()) {
    return usage('Nobody is there to compare the code: run it on a terminal, or give that up by --yes.');
  }
  const home = openHome(folderOf(flags), { create: true });
  if (!home.ok) return refusal(home);
  try {
    const keyring = await firstKeys(home.value, flags);
    if (!keyring.ok) return refusal(keyring);
    const courier = courierOf(flags);
    if (typeof courier === 'string') return usage(courier);
    return await useSession(home.value, keyring.value, (session) => join(session, courier, flags));
  } finally {
    home.value.close();
  }
};
