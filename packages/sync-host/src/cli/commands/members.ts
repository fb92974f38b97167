import { removeMember } from '../../membership/remove-member.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { appliedExit, appliedLines, applyRecords, makerOf } from '../join/maker-of.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { pickScope } from '../pick-scope.js';
import { withSession } from '../session.js';
import { canAsk, confirm } from '../terminal/ask.js';

export interface MemberFlags extends Flags {
  readonly scope?: string;
  readonly yes?: true;
}

/** `sync-host members`: exit code 1 where a new epoch is due, which `doctor` begins. */
export const membersCommand = (flags: MemberFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const view = scope.value.control();
    const own = session.keyring.deviceId;
    const members = view.members().map(({ deviceId, personId, since }) => ({
      deviceId,
      personId,
      since: new Date(since).toISOString(),
      own: deviceId === own,
    }));
    const removed = view.removed();
    const epochDue = view.epochDue();
    return outcome(
      { scopeId: scope.value.scopeId, epoch: view.epoch(), epochDue, members, removed },
      [
        ...members.map((member) => ({
          tone: member.own ? ('strong' as const) : ('good' as const),
          text: `${member.deviceId}  ${member.personId}  since ${member.since}${member.own ? '  (this device)' : ''}`,
        })),
        ...removed.map((deviceId) => ({ tone: 'faint' as const, text: `${deviceId}  removed` })),
        ...(epochDue ? [{ tone: 'warn' as const, text: 'A new epoch is due: sync-host doctor' }] : []),
      ],
      epochDue ? exitCodes.findings : exitCodes.ok,
    );
  });

/** `sync-host remove <device>`: by its id, or enough of its end to know it by. */
export const removeCommand = (named: string, flags: MemberFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    if (scope.value.connection().configured) await scope.value.sync();
    const meant = scope.value
      .control()
      .members()
      .filter(({ deviceId }) => deviceId === named || (named.length >= 4 && deviceId.endsWith(named)));
    const [member, ...others] = meant;
    if (member === undefined) return usage(`No device of the scope is called ${named}: sync-host members`);
    if (others.length > 0) return usage(`More than one device ends with ${named}: sync-host members`);
    const { deviceId } = member;
    if (deviceId === session.keyring.deviceId) {
      return usage('This is that device: remove it from another one, so that its keys are made anew.');
    }
    if (flags.yes !== true) {
      if (!canAsk()) return usage(`To remove ${deviceId} without being asked, say --yes.`);
      const sure = await confirm(
        `Remove ${deviceId}? It keeps what it has read, and reads nothing written after this.`,
      );
      if (!sure) return outcome({ deviceId, removed: false }, ['It stays.']);
    }
    const maker = makerOf(session, scope.value);
    if (!maker.ok) return refusal(maker);
    const last = scope.value.replica.acknowledged().get(deviceId) ?? 0;
    const made = await removeMember(maker.value, { deviceId, last });
    if (!made.ok) return refusal(made);
    const applied = await applyRecords(scope.value, made.value);
    if (!applied.ok) return refusal(applied);
    const { dropped } = made.value;
    const isRemoved = scope.value.control().removed().includes(deviceId);
    return outcome(
      { scopeId: scope.value.scopeId, deviceId, removed: isRemoved, last, dropped, ...applied.value },
      [
        isRemoved
          ? {
              tone: 'good',
              text: `Removed ${deviceId}: its first ${last} writes stand${scope.value.control().epochDue() ? '' : ', and a new epoch has begun'}.`,
            }
          : { tone: 'warn', text: `${deviceId} is to be removed.` },
        ...(dropped.length === 0
          ? []
          : [{ tone: 'warn', text: `${dropped.length} decisions of it fell: make them anew.` } as const]),
        ...appliedLines(applied.value),
      ],
      appliedExit(applied.value),
    );
  });
