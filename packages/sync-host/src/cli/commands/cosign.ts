import { coSign } from '../../membership/co-sign.js';
import { pendingRecords, type PendingRecord } from '../../membership/pending.js';
import { describeStatement } from '../describe-statement.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { findById } from '../find-write.js';
import { appliedLines, applyRecords, makerOf } from '../join/maker-of.js';
import { outcome, refusal, usage, type CommandResult, type Line } from '../outcome.js';
import { pickScope } from '../pick-scope.js';
import { withSession } from '../session.js';
import { canAsk, confirm } from '../terminal/ask.js';
import { say } from '../terminal/say.js';

export interface CosignFlags extends Flags {
  readonly scope?: string;
  readonly yes?: true;
}

const itemJson = ({ id, statement, signed, threshold, canSign }: PendingRecord): object => ({
  id,
  kind: statement.kind,
  says: describeStatement(statement),
  signed,
  threshold,
  canSign,
});

const lineOf = ({ id, statement, signed, threshold, canSign }: PendingRecord): readonly Line[] => [
  {
    tone: canSign ? 'warn' : 'faint',
    text: `${id}  ${signed} of ${threshold} signed${canSign ? '' : ', this device too'}`,
  },
  `  ${describeStatement(statement)}`,
];

/** `sync-host cosign`: what waits for signatures of the root; exit code 1 where this device could sign. */
export const cosignList = (flags: CosignFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const maker = makerOf(session, scope.value);
    if (!maker.ok) return refusal(maker);
    const items = pendingRecords(maker.value);
    return outcome(
      { scopeId: scope.value.scopeId, items: items.map(itemJson) },
      items.length === 0 ? [{ tone: 'good', text: 'Nothing waits for signatures.' }] : items.flatMap(lineOf),
      items.some(({ canSign }) => canSign) ? exitCodes.findings : exitCodes.ok,
    );
  });

/** `sync-host cosign sign <id…>`: signs what a person read, with the keys of the root that are kept here. */
export const cosignSign = (named: readonly string[], flags: CosignFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { scopeId } = scope.value;
    if (scope.value.connection().configured) await scope.value.sync();
    const maker = makerOf(session, scope.value);
    if (!maker.ok) return refusal(maker);
    const items = pendingRecords(maker.value);
    const chosen: PendingRecord[] = [];
    for (const name of named) {
      const item = findById(items, ({ id }) => id, name);
      if (typeof item === 'string') return usage(item, 'not_waiting');
      if (!chosen.includes(item)) chosen.push(item);
    }
    if (flags.yes !== true) {
      if (!canAsk()) return usage('To sign without being asked, say --yes.');
      for (const { statement } of chosen) say(describeStatement(statement));
      if (!(await confirm('Sign?'))) return outcome({ scopeId, signed: [] }, ['Nothing was signed.']);
    }
    const records: Uint8Array[] = [];
    for (const { record } of chosen) {
      const signed = coSign(maker.value, record);
      if (!signed.ok) return refusal(signed);
      records.push(signed.value);
    }
    const applied = await applyRecords(scope.value, { records, missing: 0 });
    if (!applied.ok) return refusal(applied);
    const left = new Set(pendingRecords(maker.value).map(({ id }) => id));
    const signed = chosen.map(({ id }) => ({ id, inForce: !left.has(id) }));
    return outcome({ scopeId, signed, ...applied.value }, [
      ...signed.map(({ id, inForce }): Line => ({
        tone: inForce ? 'good' : 'warn',
        text: `${id} is signed${inForce ? ', and in force' : ' here; it waits for more'}.`,
      })),
      ...appliedLines(applied.value),
    ]);
  });
