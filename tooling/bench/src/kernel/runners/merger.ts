import { strategies } from '@sourceos/sync-kernel';
import { readGraph } from '../changes.js';
import { graphEngine } from '../graph-engine.js';
import type { Runner } from '../runner.js';
import { createScope } from '../scope.js';
import { deviceId, versionsOf } from '../versions.js';

/** The strategy without the gate before it: versions as they leave the gate, opened, validated and authorised. */
export const merger: Runner<undefined> = {
  prepare: () => undefined,
  open: (_prepared, trace) => {
    const versions = versionsOf(trace);
    const control = createScope(trace.devices).control().view();
    return () => {
      const graph = strategies.graph_merge.createMerger({
        engine: graphEngine,
        deviceId: deviceId(trace.devices),
        control,
      });
      return {
        apply: () => {
          for (const burst of versions) for (const version of burst) graph.add(version);
        },
        read: () => readGraph(trace.expected.length, (objectId) => graph.view(objectId)?.record),
      };
    };
  },
};
