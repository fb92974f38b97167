import { deriveState, type Engine, type EngineFacts, type Pile } from '@sourceos/sync-kernel';
import type { DeviceScope } from '../device/device.js';
import { storeCodes } from '../store/store-code.js';
import type { AttachedScope } from './attached-scope.js';
import { engineFacts } from './engine-facts.js';
import type { EngineRunner } from './engine-runner.js';
import type { PolicyQuestions } from './host-policy.js';
import type { EngineStatus, ScopeStatus, SupervisorOptions } from './supervisor.js';
import { waitingPiles, type WaitingPiles } from './waiting-piles.js';

/** Where the facts about engines come from. */
export interface StatusSources extends Pick<SupervisorOptions, 'device' | 'store' | 'engines' | 'settings'> {
  readonly attached: ReadonlyMap<string, AttachedScope>;
  readonly runnerOf: (engine: Engine) => EngineRunner;
  readonly policy: PolicyQuestions;
  /** Takes in scopes that were opened since. */
  readonly follow: () => void;
}

const nothing: Pile = { count: 0, reasons: [] };

/** The state of every engine, from facts that are read anew each time. */
export const createStatuses = ({
  device,
  store,
  engines,
  settings,
  attached,
  runnerOf,
  policy,
  follow,
}: StatusSources): (() => readonly EngineStatus[]) => {
  const scopeRows = () => {
    const rows = store.scopes();
    return rows.ok ? rows.value : [];
  };

  const errorsOf = (engine: Engine, scope: DeviceScope | undefined): Pile => {
    const own = runnerOf(engine).errors();
    const code = scope?.connection().failure?.code;
    // Disk full, a damaged store: nothing of it is lost, and no engine is well while it lasts.
    return code !== undefined && Object.hasOwn(storeCodes, code) ? { ...own, count: own.count + 1 } : own;
  };

  const factsOf = (engine: Engine, scopeId: string | undefined, piles: (scope: DeviceScope) => WaitingPiles) => {
    const rows = scopeRows();
    const here = scopeId === undefined ? undefined : attached.get(scopeId);
    const { collection } = engine.manifest;
    const runs = scopeId !== undefined && settings.runs(scopeId, engine);
    const waits = here === undefined ? undefined : piles(here.scope);
    const health = runs ? here?.health(engine) : undefined;
    return engineFacts({
      engine,
      device,
      scopeIds: rows.map((row) => row.scopeId),
      scope: here?.scope,
      scopeConfigured: scopeId !== undefined,
      relayConfigured: rows.some((row) => row.scopeId === scopeId && row.relayUrl !== undefined),
      profileEnabled: settings.profileEnabled(),
      engineEnabled: settings.engineEnabled(engine),
      localOnlyChosen: settings.localOnly(engine),
      policy: policy.of(engine, scopeId),
      networkDistrusted: policy.networkDistrusted(scopeId),
      outgoing: (here?.outgoing(collection) ?? 0) + runnerOf(engine).waiting(),
      conflicts: health?.conflicts() ?? nothing,
      review: waits?.review.get(collection) ?? nothing,
      quarantine: waits?.quarantine.get(collection) ?? nothing,
      validation: health?.validation() ?? 'not_run',
      errors: errorsOf(engine, here?.scope),
    });
  };

  const statusOf = (engine: Engine, piles: (scope: DeviceScope) => WaitingPiles): EngineStatus => {
    const chosen = settings.scopesOf(engine);
    const scopes: readonly ScopeStatus[] = (chosen.length === 0 ? [undefined] : chosen).map((scopeId) => {
      const facts: EngineFacts = factsOf(engine, scopeId, piles);
      return { scopeId, facts, report: deriveState(facts) };
    });
    const reports = scopes.map(({ report }) => report);
    const [first, ...others] = reports;
    if (first === undefined) throw new Error('An engine without a scope has a report too.');
    const worst = others.reduce((least, report) => (report.rank < least.rank ? report : least), first);
    const retryAt = runnerOf(engine).retryAt();
    const invalid = chosen.flatMap((scopeId) =>
      settings.runs(scopeId, engine) ? (attached.get(scopeId)?.health(engine).invalid(20) ?? []) : [],
    );
    return {
      ...worst,
      reasons: reports.flatMap((report) => report.reasons),
      engineId: engine.manifest.engineId,
      scopes,
      invalid,
      waiting: runnerOf(engine).waiting(),
      ...(retryAt === undefined ? {} : { retryAt }),
    };
  };

  return () => {
    follow();
    const read = new Map<string, WaitingPiles>();
    const piles = (scope: DeviceScope): WaitingPiles => {
      const known = read.get(scope.scopeId) ?? waitingPiles(scope, store);
      read.set(scope.scopeId, known);
      return known;
    };
    return engines.map((engine) => statusOf(engine, piles));
  };
};
