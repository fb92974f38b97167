import { nativeCrypto } from '@sourceos/sync-kernel/native';
import type { DeviceScope } from '../../device/device.js';
import { admit } from '../../membership/admit.js';
import { inviteDevice } from '../../membership/join-handshake.js';
import { delegate } from '../../membership/delegate.js';
import type { Flags } from '../flags.js';
import { random } from '../home/random.js';
import { isSameCode } from '../join/compare.js';
import type { Courier } from '../join/courier.js';
import { isMailboxId, mailboxCourier } from '../join/mailbox.js';
import { appliedExit, appliedLines, applyRecords, makerOf, type ScopeMaker } from '../join/maker-of.js';
import { pasteCourier } from '../join/paste.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { pickScope } from '../pick-scope.js';
import { now, withSession, type Session } from '../session.js';
import { canAsk } from '../terminal/ask.js';

export interface AdmitFlags extends Flags {
  readonly scope?: string;
  readonly person?: string;
  readonly paste?: true;
  readonly yes?: true;
  /** Seconds. */
  readonly wait: number;
}

const courierOf = (ticket: string | undefined, { paste, wait }: AdmitFlags, relayUrl: string | undefined) => {
  if (paste === true) return canAsk() ? pasteCourier : 'To paste messages, run it on a terminal.';
  if (ticket === undefined || !isMailboxId(ticket)) {
    return 'Expected the ticket that sync-host join shows on the new device, or --paste.';
  }
  if (relayUrl === undefined) return 'The scope has no relay: there is no mailbox to meet in.';
  return mailboxCourier({ relayUrl, id: ticket, wait: wait * 1_000 });
};

/** Another person's first device is given what a member may do; the person's own devices have it already. */
const rightsOf = (maker: ScopeMaker, personId: string): ReturnType<typeof delegate> => {
  const expires = maker.log.view().root()?.expires ?? now();
  return delegate(maker, { to: personId, roles: ['write', 'review'], collections: ['*'], expires });
};

const meet = async (
  session: Session,
  scope: DeviceScope,
  { maker, courier, flags }: { maker: ScopeMaker; courier: Courier; flags: AdmitFlags },
): Promise<CommandResult> => {
  const { scopeId } = scope;
  const { genesisId, relayUrl } = maker;
  const asked = await courier.receive('request');
  if (!asked.ok) return refusal(asked);
  const place = { scopeId, genesisId, ...(relayUrl !== undefined && { relayUrl }) };
  const invited = inviteDevice(nativeCrypto, asked.value, place, random);
  if (!invited.ok) return refusal(invited);
  const { request, invitation, check } = invited.value;
  const sent = await courier.send('invitation', invitation);
  if (!sent.ok) return refusal(sent);
  const revealed = await courier.receive('reveal');
  if (!revealed.ok) return refusal(revealed);
  const checked = check(revealed.value);
  if (!checked.ok) return refusal(checked);
  const { compare } = checked.value;
  if (!(await isSameCode(compare, flags.yes === true))) {
    return refusal({ code: 'not_confirmed', message: 'The codes were not confirmed: nobody was admitted.' });
  }
  const personId = flags.person ?? session.keyring.personId;
  const made = await admit(maker, { request, personId, now: now() });
  if (!made.ok) return refusal(made);
  const isKnown = maker.log
    .view()
    .members()
    .some((member) => member.personId === personId);
  const rights = isKnown ? undefined : rightsOf(maker, personId);
  if (rights?.ok === false) return refusal(rights);
  const records = [...made.value.records, ...(rights?.value.records ?? [])];
  const missing = Math.max(made.value.missing, rights?.value.missing ?? 0);
  const applied = await applyRecords(scope, { records, missing });
  if (!applied.ok) return refusal(applied);
  const { deviceId } = request;
  return outcome(
    { scopeId, deviceId, personId, code: compare, ...applied.value },
    [{ tone: 'good', text: `Admitted ${deviceId} of ${personId} to ${scopeId}` }, ...appliedLines(applied.value)],
    appliedExit(applied.value),
  );
};

/** `sync-host admit <ticket>`: lets the device in that waits with the ticket, after its code was compared. */
export const admitCommand = (ticket: string | undefined, flags: AdmitFlags): Promise<CommandResult> => {
  if (flags.yes !== true && !canAsk()) {
    return Promise.resolve(
      usage('Nobody is there to compare the code: run it on a terminal, or give that up by --yes.'),
    );
  }
  return withSession(flags, async (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    // Who else was admitted or removed meanwhile counts.
    if (scope.value.connection().configured) await scope.value.sync();
    const maker = makerOf(session, scope.value);
    if (!maker.ok) return refusal(maker);
    const courier = courierOf(ticket, flags, maker.value.relayUrl);
    if (typeof courier === 'string') return usage(courier);
    return meet(session, scope.value, { maker: maker.value, courier, flags });
  });
};
