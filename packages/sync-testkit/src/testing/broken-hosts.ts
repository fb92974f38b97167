import {
  createReplica,
  exportRecords,
  planRollback,
  type AuthorityLog,
  type Engine,
  type ReplicaOptions,
} from '@sourceos/sync-kernel';
import * as z from 'zod';
import { kernelHost, type Host } from '../conformance/host.js';

/** A host whose replicas run something else than the engine that they are given. */
const replacing = (engines: (given: readonly Engine[]) => readonly Engine[]): Partial<Host> => ({
  createReplica: (options) => createReplica({ ...options, engines: engines(options.engines) }),
});

const each = (change: (engine: Engine) => Partial<Engine>): Partial<Host> =>
  replacing((given) => given.map((engine) => ({ ...engine, ...change(engine) })));

/** A host that reads another manifest than the engine's. */
export const misreading = (manifest: Partial<Engine['manifest']>): Partial<Host> => {
  const misread = (engine: Engine): Engine => ({ ...engine, manifest: { ...engine.manifest, ...manifest } });
  return {
    ...each(misread),
    planRollback: (request) => planRollback({ ...request, engine: misread(request.engine) }),
    exportRecords: (request) => exportRecords({ ...request, engine: misread(request.engine) }),
  };
};

/** Asks the first engine about what belongs to the others. */
export const misrouting = replacing((given) => {
  const [first] = given;
  return given.map((engine) => (first === undefined ? engine : { ...first, manifest: engine.manifest }));
});

export const lettingTwoClaim = replacing((given) => given.slice(0, 1));

export const inventingMigrations = each(({ migrations, manifest }) => ({
  migrations: [
    ...['0.0.97', '0.0.98', '0.0.99'].map((from) => ({
      from,
      to: manifest.schemaVersion,
      migrate: () => ({ title: 'one', colour: 'red' }),
    })),
    ...migrations,
  ],
}));

export const takingAnything = each(() => ({ record: z.looseObject({}) }));

export const takingAnyScope = each(() => ({ scopes: ['public', 'profile', 'workspace', 'org', 'vault'] }));

const trusting = (log: AuthorityLog): AuthorityLog => ({
  ...log,
  view: () => ({ ...log.view(), membership: () => undefined }),
});

export const forgettingRevocations: Partial<Host> = {
  createReplica: (options: ReplicaOptions) =>
    createReplica({ ...options, control: trusting(options.control as AuthorityLog) }),
};

/** Calls applied what another instance of the scope wrote. */
export const mixingScopes: Partial<Host> = {
  createReplica: (options) => {
    const replica = createReplica(options);
    return {
      ...replica,
      receive: (bytes, now, arrival) => {
        const received = replica.receive(bytes, now, arrival);
        const decisions = received.decisions.map((decision) => ({
          ...decision,
          reasons: decision.reasons.filter(({ code }) => code !== 'workspace_scope_mismatch'),
        }));
        return { ...received, decisions };
      },
    };
  },
};

/** Gives hooks records that inherit what nobody wrote. */
export const inheriting = each((engine) => ({
  classify: (change) => {
    const after = Object.setPrototypeOf({ ...change.after }, { hostile: true }) as typeof change.after;
    return engine.classify({ ...change, after });
  },
}));

export const alwaysEnabled: Partial<Host> = {
  initialFacts: (engine) => ({ ...kernelHost.initialFacts(engine), engineEnabled: true }),
};

export const planningNothing: Partial<Host> = {
  planRollback: ({ engine }) => ({
    ok: true,
    plan: { collection: engine.manifest.collection, steps: [], skipped: [], bulkDeletion: false },
  }),
};

export const exportingHalf: Partial<Host> = {
  exportRecords: (request) => {
    const exported = exportRecords(request);
    return exported.ok ? { ok: true, lines: [...exported.lines].slice(0, -1) } : exported;
  },
};

/** Runs another strategy than the one that is declared. */
export const swappingStrategies: Partial<Host> = {
  strategies: { ...kernelHost.strategies, graph_merge: kernelHost.strategies.crdt },
};

/** Cannot seal for the default scope, and so writes in the open. */
export const sealingForNobody: Partial<Host> = each(({ manifest }) => ({
  manifest: { ...manifest, encryptionScope: 'public' },
  scopes: ['public'],
}));

export const knowingOneScope: Partial<Host> = each(() => ({ scopes: ['workspace'] }));
