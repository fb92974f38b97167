import { setTimeout as sleep } from 'node:timers/promises';
import type { Decision } from '@sourceos/sync-kernel';
import type { DeviceScope, SyncReport } from '../../device/device.js';
import type { HostResult } from '../../failure.js';
import type { SnapshotReport } from '../../snapshots/snapshot-code.js';
import { decisionJson, decisionLines, isFinding } from '../describe-decision.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { outcome, refusal, type CommandResult, type Line } from '../outcome.js';
import { withSession, type Session } from '../session.js';
import { tidyQueues } from '../tidy-queues.js';

export interface SyncFlags extends Flags {
  readonly watch?: true;
}

type Synced = HostResult<SyncReport, string> | undefined;

interface ScopeSync {
  readonly scope: DeviceScope;
  /** Absent where the scope has no relay. */
  readonly result: Synced;
}

const syncAll = async ({ device, supervisor }: Session): Promise<readonly ScopeSync[]> => {
  const done: ScopeSync[] = [];
  for (const scope of device.scopes()) {
    done.push({ scope, result: scope.connection().configured ? await supervisor.sync(scope.scopeId) : undefined });
  }
  return done;
};

const jsonOf = ({ scope, result }: ScopeSync): object => {
  const { scopeId } = scope;
  if (result === undefined) return { scopeId, result: 'no_relay' };
  if (!result.ok) return { scopeId, result: result.code, message: result.message };
  const { sent, received, decisions, snapshots } = result.value;
  return {
    scopeId,
    result: 'synced',
    sent,
    received,
    decisions: decisions.map(decisionJson),
    ...(snapshots !== undefined && { snapshots }),
  };
};

/** Entries of a log that came are there to be read in the log: a person is told of what is wrong with one. */
const isNews =
  ({ engines }: Session) =>
  (decision: Decision): boolean =>
    isFinding(decision) ||
    !engines.some(
      ({ manifest, recordEvent }) => recordEvent !== undefined && manifest.collection === decision.collection,
    );

/** A refused snapshot costs time and nothing else: the log is read instead. */
const snapshotLine = (snapshot: SnapshotReport): Line =>
  snapshot.kind === 'refused'
    ? { tone: 'faint', text: `  a snapshot was refused: ${snapshot.message} [${snapshot.code}]` }
    : { tone: 'faint', text: `  a snapshot of ${snapshot.upTo} entries was ${snapshot.kind}` };

const linesOf = (session: Session, { scope, result }: ScopeSync): readonly Line[] => {
  const { scopeId } = scope;
  if (result === undefined) return [{ tone: 'faint', text: `${scopeId}: no relay; its data stays on this device` }];
  if (!result.ok) return [{ tone: 'bad', text: `${scopeId}: ${result.message} [${result.code}]` }];
  const { sent, received, decisions, snapshots = [] } = result.value;
  return [
    { tone: 'good', text: `${scopeId}: sent ${sent}, received ${received}` },
    ...snapshots.map(snapshotLine),
    ...decisions
      .filter(isNews(session))
      .flatMap(decisionLines)
      .map((line) => ({ ...line, text: `  ${line.text}` })),
  ];
};

const exitFor = (all: readonly ScopeSync[]): CommandResult['exit'] => {
  if (all.some(({ result }) => result?.ok === true && result.value.decisions.some(isFinding))) {
    return exitCodes.findings;
  }
  return all.some(({ result }) => result?.ok === false) ? exitCodes.incomplete : exitCodes.ok;
};

const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

/** Says what comes until it is told to stop: a line an event for people, and one JSON document a line for programs. */
const watch = async (session: Session, report: (all: readonly ScopeSync[]) => void): Promise<void> => {
  const stopped = stopAsked();
  const scopes = session.device.scopes().filter((scope) => scope.connection().configured);
  const ends = scopes.map((scope) =>
    scope.on((event) => {
      if (event.kind !== 'decided' || event.local) return;
      const { decisions } = event;
      report([{ scope, result: { ok: true, value: { sent: 0, received: decisions.length, decisions } } }]);
    }),
  );
  session.supervisor.start();
  await stopped;
  session.supervisor.stop();
  for (const end of ends) end();
  // What is under way ends before the store is closed.
  await sleep(0);
};

/** `sync-host sync [--watch]`: once, or until SIGINT or SIGTERM. */
export const syncCommand = (flags: SyncFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const all = await syncAll(session);
    const tidied = tidyQueues(session);
    if (!tidied.ok) return refusal(tidied);
    const first = outcome(
      { scopes: all.map(jsonOf) },
      all.flatMap((one) => linesOf(session, one)),
      exitFor(all),
    );
    if (flags.watch !== true) return first;
    const { print } = await import('../terminal/finish.js');
    const show = (each: readonly ScopeSync[]): void =>
      print(
        { scopes: each.map(jsonOf) },
        each.flatMap((one) => linesOf(session, one)),
        flags.json === true,
        'line',
      );
    show(all);
    await watch(session, show);
    return { ...outcome({ scopes: [], stopped: true }, []), form: 'line' };
  });
