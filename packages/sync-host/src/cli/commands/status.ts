import { engineName } from '@sourceos/sync-spec';
import type { EngineStatus } from '../../supervisor/supervisor.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import type { AbsentEngine } from '../load-engines.js';
import { outcome, type CommandResult, type Line, type ToneLine } from '../outcome.js';
import { withSession, type Session } from '../session.js';

const calm: ReadonlySet<string> = new Set([
  'healthy',
  'engine_current',
  'engine_syncing',
  'engine_dirty',
  'local_only',
]);
const off: ReadonlySet<string> = new Set(['disabled', 'engine_disabled']);

const toneOf = (state: string): ToneLine['tone'] => (calm.has(state) ? 'good' : off.has(state) ? 'faint' : 'warn');

/** Whether something of the engine waits for a person. */
const waits = ({ scopes }: EngineStatus): boolean =>
  scopes.some(({ facts }) => facts.review.count + facts.quarantine.count + facts.conflicts.count > 0);

const engineJson = (status: EngineStatus): object => {
  const { engineId, state, reasons, because, remedy, scopes, invalid, waiting, retryAt } = status;
  return {
    engineId,
    state,
    reasons,
    because,
    remedy,
    invalid,
    waiting,
    ...(retryAt !== undefined && { retryAt }),
    scopes: scopes.map(({ scopeId, facts, report }) => ({
      ...(scopeId !== undefined && { scopeId }),
      state: report.state,
      outgoing: facts.outgoing,
      incoming: facts.incoming,
      conflicts: facts.conflicts.count,
      review: facts.review.count,
      quarantine: facts.quarantine.count,
    })),
  };
};

/** Engines of the registry that do not run here, for people. */
export const absentLines = (absent: readonly AbsentEngine[]): readonly Line[] =>
  absent.map(({ engineId, packageName, problem }) =>
    problem === undefined
      ? { tone: 'faint', text: `${engineId} is not installed: npm install ${packageName}` }
      : { tone: 'bad', text: `${engineId} did not load from ${packageName}: ${problem}` },
  );

const scopesOf = ({ device, store }: Session) => {
  const rows = store.scopes();
  const urls = new Map((rows.ok ? rows.value : []).map(({ scopeId, relayUrl }) => [scopeId, relayUrl] as const));
  return device.scopes().map((scope) => {
    const { outgoing, relayTrust, head, failure } = scope.connection();
    const relay = urls.get(scope.scopeId);
    return {
      scopeId: scope.scopeId,
      ...(relay !== undefined && { relay }),
      members: scope.control().members().length,
      outgoing,
      relayTrust,
      head,
      ...(failure !== undefined && { failure: { code: failure.code, message: failure.message } }),
    };
  });
};

const engineLine = ({ engineId, state, because }: EngineStatus): ToneLine => {
  const sentence = calm.has(state) || off.has(state) ? '' : (because[0]?.sentence ?? '');
  return { tone: toneOf(state), text: `${engineName(engineId).padEnd(15)} ${state.padEnd(21)} ${sentence}`.trimEnd() };
};

/** `sync-host status`: what every engine shows and why. It asks no relay: `sync` does. */
export const statusCommand = (flags: Flags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const { folder, keyring, supervisor, absent } = session;
    supervisor.validate();
    const { host, engines } = supervisor.status();
    const scopes = scopesOf(session);
    const { deviceId, personId } = keyring;
    const lines: readonly Line[] = [
      { tone: 'strong', text: `${host.state}: ${host.because[0]?.sentence ?? ''}` },
      ...(calm.has(host.state) ? [] : [`What you can do: ${host.remedy}`]),
      '',
      ...engines.map(engineLine),
      ...absentLines(absent),
      '',
      ...scopes.map(
        ({ scopeId, relay = 'no relay', members, outgoing }) =>
          `${scopeId}  ${relay}  ${members} ${members === 1 ? 'device' : 'devices'}, ${outgoing} to send`,
      ),
      { tone: 'faint', text: `Device ${deviceId} of ${personId}, in ${folder}` },
    ];
    const { state, reasons, because, remedy, engineIds } = host;
    return outcome(
      {
        folder,
        deviceId,
        personId,
        host: { state, reasons, because, remedy, engineIds },
        engines: engines.map(engineJson),
        absent,
        scopes,
      },
      lines,
      engines.some(waits) ? exitCodes.findings : exitCodes.ok,
    );
  });
