import { changesOf, readGraph } from '../changes.js';
import { collection } from '../graph-engine.js';
import type { Runner } from '../runner.js';
import { createScope } from '../scope.js';
import { startTime } from '../versions.js';

const day = 86_400_000;

/** The whole gate: each burst is a signed batch of sealed writes, and the merge comes at its end. */
export const gate: Runner<readonly Uint8Array[]> = {
  prepare: ({ rounds, devices }) => {
    const scope = createScope(devices);
    const replicas = Array.from({ length: devices }, (_, device) => scope.replica(device));
    return rounds.flatMap((bursts, round) => {
      const now = startTime + round * 60_000;
      const batches = bursts.flatMap(({ device, operations }) => {
        const changes = operations.flatMap(changesOf).map((change) => ({ collection, ...change }));
        const authored = replicas[device]?.author(changes, now);
        return authored?.bytes === undefined ? [] : [authored.bytes];
      });
      replicas.forEach((replica, device) => {
        batches.forEach((batch, author) => {
          if (author !== device) replica.receive(batch, now);
        });
      });
      return batches;
    });
  },
  open: (batches, { devices, expected, writes }) => {
    const scope = createScope(devices);
    return () => {
      const replica = scope.replica(devices);
      return {
        apply: () => {
          let taken = 0;
          for (const batch of batches) {
            for (const { outcome } of replica.receive(batch, startTime + day).decisions) {
              // Superseded: of concurrent writes to a last-writer field the one that another outranks.
              if (outcome === 'applied' || outcome === 'merged' || outcome === 'superseded') taken += 1;
            }
          }
          if (taken !== writes) throw new Error(`${taken} of ${writes} writes passed the gate.`);
        },
        read: () => readGraph(expected.length, (objectId) => replica.view(collection, objectId)?.record),
      };
    };
  },
};
