import type { EndNode } from '../end-state.js';
import type { Runner } from '../runner.js';
import { fieldNames, type Fields, type Operation } from '../trace.js';

/** What is used of `yjs`; it is installed when the benchmark runs. */
interface YMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  toJSON(): Record<string, unknown>;
}
interface YDoc {
  clientID: number;
  getMap<Value>(name: string): YMap<Value>;
  transact(change: () => void): void;
}
interface Yjs {
  readonly Doc: new () => YDoc;
  readonly Map: new <Value>(entries: Iterable<readonly [string, Value]>) => YMap<Value>;
  encodeStateVector(doc: YDoc): Uint8Array;
  encodeStateAsUpdate(doc: YDoc, stateVector: Uint8Array): Uint8Array;
  applyUpdate(doc: YDoc, update: Uint8Array): void;
}
type NodeMap = YMap<string | number>;

const nodesOf = (doc: YDoc): YMap<NodeMap> => doc.getMap<NodeMap>('nodes');

const carryOut = (Y: Yjs, doc: YDoc, operation: Operation): void => {
  const nodes = nodesOf(doc);
  const key = String(operation.node);
  switch (operation.kind) {
    case 'create': {
      const { fields, parent } = operation;
      const entries: [string, string | number][] = fieldNames.map((name) => [name, fields[name]]);
      if (parent !== undefined) entries.push(['parent', parent]);
      nodes.set(key, new Y.Map<string | number>(entries));
      break;
    }
    case 'edit':
      nodes.get(key)?.set(operation.field, operation.value);
      break;
    case 'move':
      nodes.get(key)?.set('parent', operation.parent);
      break;
    case 'delete':
      nodes.delete(key);
  }
};

/** A map of maps; each operation is a transaction, and a burst one update, which is Yjs's best case. */
export const yjs: Runner<readonly Uint8Array[]> = {
  prepare: ({ rounds, devices }, module) => {
    const Y = module as Yjs;
    const docs = Array.from({ length: devices }, (_, device) => {
      const doc = new Y.Doc();
      doc.clientID = device + 1;
      return doc;
    });
    return rounds.flatMap((bursts) => {
      const updates = bursts.flatMap(({ device, operations }) => {
        const doc = docs[device];
        if (doc === undefined) return [];
        const before = Y.encodeStateVector(doc);
        for (const operation of operations) doc.transact(() => carryOut(Y, doc, operation));
        return [Y.encodeStateAsUpdate(doc, before)];
      });
      for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update);
      return updates;
    });
  },
  open:
    (updates, { expected }, module) =>
    () => {
      const Y = module as Yjs;
      const doc = new Y.Doc();
      return {
        apply: () => {
          for (const update of updates) Y.applyUpdate(doc, update);
        },
        read: () => {
          const all = nodesOf(doc).toJSON() as Record<string, (Fields & { readonly parent?: number }) | undefined>;
          return expected.map((_, index): EndNode | undefined => {
            const fields = all[index];
            return fields && { fields, parent: fields.parent };
          });
        },
      };
    },
};
