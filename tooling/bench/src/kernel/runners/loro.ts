import type { EndNode } from '../end-state.js';
import type { Runner } from '../runner.js';
import { fieldNames, type Fields, type Operation } from '../trace.js';

/** What is used of `loro-crdt`; it is installed when the benchmark runs. */
interface LoroNode {
  readonly id: string;
  readonly data: { set(key: string, value: string | number): void };
}
interface LoroTree {
  createNode(parent?: string): LoroNode;
  getNodeByID(id: string): LoroNode | undefined;
  move(target: string, parent: string): void;
  delete(id: string): void;
  toJSON(): readonly TreeValue[];
}
interface TreeValue {
  readonly id: string;
  readonly meta: Fields;
  readonly children: readonly TreeValue[];
}
interface LoroDoc {
  setPeerId(peer: bigint): void;
  getTree(name: string): LoroTree;
  commit(): void;
  version(): unknown;
  export(options: { readonly mode: 'update'; readonly from: unknown }): Uint8Array;
  import(update: Uint8Array): unknown;
}
interface Loro {
  readonly LoroDoc: new () => LoroDoc;
}

interface Prepared {
  readonly updates: readonly Uint8Array[];
  /** Loro names its nodes itself: the names in the order of the trace's numbers. */
  readonly ids: readonly string[];
}

const carryOut = (tree: LoroTree, ids: string[], operation: Operation): void => {
  const idOf = (node: number): string => ids[node] ?? '';
  switch (operation.kind) {
    case 'create': {
      const { node, parent, fields } = operation;
      const created = parent === undefined ? tree.createNode() : tree.createNode(idOf(parent));
      ids[node] = created.id;
      for (const name of fieldNames) created.data.set(name, fields[name]);
      break;
    }
    case 'edit':
      tree.getNodeByID(idOf(operation.node))?.data.set(operation.field, operation.value);
      break;
    case 'move':
      tree.move(idOf(operation.node), idOf(operation.parent));
      break;
    case 'delete':
      tree.delete(idOf(operation.node));
  }
};

const collect = (
  values: readonly TreeValue[],
  parent: string | undefined,
  into: Map<string, [Fields, string?]>,
): void => {
  for (const { id, meta, children } of values) {
    into.set(id, parent === undefined ? [meta] : [meta, parent]);
    collect(children, id, into);
  }
};

/** Its movable tree, whose nodes carry maps; each operation is committed, and a burst is one update. */
export const loro: Runner<Prepared> = {
  prepare: ({ rounds, devices }, module) => {
    const { LoroDoc } = module as Loro;
    const ids: string[] = [];
    const docs = Array.from({ length: devices }, (_, device) => {
      const doc = new LoroDoc();
      doc.setPeerId(BigInt(device + 1));
      return doc;
    });
    const updates = rounds.flatMap((bursts) => {
      const exported = bursts.flatMap(({ device, operations }) => {
        const doc = docs[device];
        if (doc === undefined) return [];
        const from = doc.version();
        const tree = doc.getTree('nodes');
        for (const operation of operations) {
          carryOut(tree, ids, operation);
          doc.commit();
        }
        return [doc.export({ mode: 'update', from })];
      });
      docs.forEach((doc, device) => {
        exported.forEach((update, author) => {
          if (author !== device) doc.import(update);
        });
      });
      return exported;
    });
    return { updates, ids };
  },
  open:
    ({ updates, ids }, _trace, module) =>
    () => {
      const { LoroDoc } = module as Loro;
      const numbers = new Map(ids.map((id, index) => [id, index]));
      const doc = new LoroDoc();
      return {
        apply: () => {
          for (const update of updates) doc.import(update);
        },
        read: () => {
          const all = new Map<string, [Fields, string?]>();
          collect(doc.getTree('nodes').toJSON(), undefined, all);
          return ids.map((id): EndNode | undefined => {
            const found = all.get(id);
            return found && { fields: found[0], parent: found[1] === undefined ? undefined : numbers.get(found[1]) };
          });
        },
      };
    },
};
