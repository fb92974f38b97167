import type { EndNode } from '../end-state.js';
import type { Runner } from '../runner.js';
import { fieldNames, type Fields, type Operation } from '../trace.js';

/** A text that is set as a whole: cheaper than the collaborative text that a plain string becomes. */
interface ImmutableString {
  readonly val: string;
}
type NodeValue = ImmutableString | number;
interface Content {
  nodes: Record<string, Record<string, NodeValue>>;
}
/** What is used of `@automerge/automerge`; it is installed when the benchmark runs. */
interface Automerge {
  readonly ImmutableString: new (value: string) => ImmutableString;
  from(content: Content, actor: string): Content;
  init(): Content;
  clone(doc: Content, actor: string): Content;
  change(doc: Content, change: (draft: Content) => void): Content;
  getLastLocalChange(doc: Content): Uint8Array | undefined;
  applyChanges(doc: Content, changes: readonly Uint8Array[]): readonly [Content, ...unknown[]];
}

const carryOut = (A: Automerge, nodes: Content['nodes'], operation: Operation): void => {
  const valueOf = (value: string | number): NodeValue =>
    typeof value === 'string' ? new A.ImmutableString(value) : value;
  const node = nodes[operation.node];
  switch (operation.kind) {
    case 'create': {
      const { fields, parent } = operation;
      const record = Object.fromEntries(fieldNames.map((name) => [name, valueOf(fields[name])]));
      nodes[operation.node] = parent === undefined ? record : { ...record, parent };
      break;
    }
    case 'edit':
      if (node !== undefined) node[operation.field] = valueOf(operation.value);
      break;
    case 'move':
      if (node !== undefined) node.parent = operation.parent;
      break;
    case 'delete':
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the way to delete from an Automerge map
      delete nodes[operation.node];
  }
};

const actorOf = (device: number): string => (device + 1).toString(16).padStart(32, '0');

const plain = (value: NodeValue | undefined): string | number | undefined =>
  typeof value === 'object' ? value.val : value;

/** A map of maps; each operation is a change, and a burst one call of `applyChanges`. */
export const automerge: Runner<readonly (readonly Uint8Array[])[]> = {
  prepare: ({ rounds, devices }, module) => {
    const A = module as Automerge;
    const base = A.from({ nodes: {} }, actorOf(devices));
    let everything = base;
    const first = A.getLastLocalChange(base);
    const played = rounds.flatMap((bursts) => {
      const updates = bursts.map(({ device, operations }) => {
        let doc = A.clone(everything, actorOf(device));
        const changes = operations.flatMap((operation) => {
          doc = A.change(doc, ({ nodes }) => carryOut(A, nodes, operation));
          return A.getLastLocalChange(doc) ?? [];
        });
        return changes;
      });
      // Devices that have everything are alike but for their names: one takes it in, and each goes on from a copy.
      [everything] = A.applyChanges(everything, updates.flat());
      return updates;
    });
    return [first === undefined ? [] : [first], ...played];
  },
  open:
    (updates, { expected }, module) =>
    () => {
      const A = module as Automerge;
      let doc = A.init();
      return {
        apply: () => {
          for (const changes of updates) [doc] = A.applyChanges(doc, changes);
        },
        read: () =>
          expected.map((_, index): EndNode | undefined => {
            const node = doc.nodes[index];
            if (node === undefined) return undefined;
            const fields = Object.fromEntries(fieldNames.map((name) => [name, plain(node[name])]));
            return { fields: fields as unknown as Fields, parent: plain(node.parent) as number | undefined };
          }),
      };
    },
};
