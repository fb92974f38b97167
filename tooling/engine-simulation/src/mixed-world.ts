import type { Decision } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import { createReplicaWorld, type Node, type ReplicaWorldOptions } from '@sourceos/sync-testkit';
import { mixedChanges } from './mixed-changes.js';
import type { Population } from './population.js';

/** The kinds of scope instance: no log of one kind carries the records of all engines (I2). */
export const scopeKinds = ['profile', 'workspace', 'org'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** Whether a log of the kind carries an engine's records. */
export const isCarried = ({ engine }: Population, kind: ScopeKind): boolean =>
  engine.scopes.includes(kind) || engine.scopes.includes('vault');

/** How often each outcome was seen in each collection: `memory applied`. */
export type Tally = Map<string, number>;

export interface MixedWorldOptions {
  readonly populations: readonly Population[];
  readonly kind: ScopeKind;
  readonly crypto: Crypto;
  readonly tally?: Tally;
  /** Puts something around each node, such as a fault that the simulation has to find. */
  readonly wrap?: NonNullable<ReplicaWorldOptions['wrap']>;
}

/** A world of real replicas that run every engine whose records logs of the kind carry. */
export const createMixedWorld = ({ populations, kind, crypto, tally, wrap }: MixedWorldOptions) => {
  const scopeId = `urn:srcos:${kind}:simulated`;
  const here = populations.filter((population) => isCarried(population, kind));
  const nodes = new Map<string, Node>();
  const count = (decisions: readonly Decision[]): void => {
    for (const { collection, outcome } of decisions) {
      const name = `${collection ?? ''} ${outcome}`;
      tally?.set(name, (tally.get(name) ?? 0) + 1);
    }
  };
  const counted = (node: Node): Node => ({
    ...node,
    receive: (bytes, now, arrival) => {
      const decided = node.receive(bytes, now, arrival);
      count(decided.decisions);
      return decided;
    },
  });
  return createReplicaWorld({
    engines: here.map(({ engine }) => engine),
    changes: mixedChanges(here, scopeId, (deviceId) => nodes.get(deviceId)),
    crypto,
    scopeId,
    wrap: (made, request) => {
      const node = counted(wrap?.(made, request) ?? made);
      if (request.role === 'member') nodes.set(request.deviceId, node);
      return node;
    },
  });
};
