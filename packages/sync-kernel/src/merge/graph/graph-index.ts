import type { Edge } from '../../engine/merge-shape.js';
import type { Version } from '../../model/version.js';
import { compareHybrid } from '../hybrid-order.js';
import type { EdgeItem, EdgeNode } from './edge-item.js';
import type { GraphObject } from './graph-object.js';
import { each, withOne, withoutOne } from './one-or-many.js';
import { Relation } from './relation.js';

type NodesOfId = EdgeNode | Map<Relation, EdgeNode>;

/** The relations between the objects of a collection: which edges stand, kept up as objects and edges change. */
export class GraphIndex {
  readonly #present: (objectId: string) => boolean;
  readonly #relations = {
    tree: new Map<string, Relation>(),
    acyclic: new Map<string, Relation>(),
    plain: new Map<string, Relation>(),
  };
  readonly #nodes = new Map<string, NodesOfId>();

  /** @param present whether an object of that id is there */
  constructor(present: (objectId: string) => boolean) {
    this.#present = present;
  }

  /**
   * Takes in what an object has become: whether it is there, the edge that its record in force is, and the version
   * that ranks the edge. Gives back the objects of which the view may have changed, the object itself first.
   */
  update(objectId: string, object: GraphObject, edge: Edge | undefined, rank: Version): readonly string[] {
    const before = object.edge;
    const present = object.alive();
    const same = before === undefined ? edge === undefined : edge !== undefined && keeps(before, edge, rank);
    if (same && present === object.present && before?.blocks === undefined) return [objectId];
    if (same && before === undefined && !this.#nodes.has(objectId)) {
      object.present = present;
      return [objectId];
    }
    const unsettled = new Set<Relation>();
    const changed = new Set([objectId]);
    if (before !== undefined) for (const blocked of each(before.blocks)) changed.add(blocked.objectId);
    if (present !== object.present) {
      object.present = present;
      this.#toggle(objectId, present, unsettled, changed);
    }
    if (!same) this.#replace(objectId, object, edge, rank, unsettled, changed);
    for (const relation of unsettled) relation.settle(changed);
    return [...changed];
  }

  /** How many nodes stand below one in the trees, counted up to `most`. */
  below(objectId: string, most: number): number {
    if (!this.#nodes.has(objectId)) return 0;
    const found = new Set([objectId]);
    for (const id of found) {
      const nodes = this.#nodes.get(id);
      for (const node of nodes instanceof Map ? nodes.values() : each(nodes)) {
        if (node.relation.kind !== 'tree') continue;
        for (const { standing, from, to } of each(node.edges)) {
          if (!standing || from !== node) continue;
          found.add(to.id);
          if (found.size > most) return most;
        }
      }
    }
    return found.size - 1;
  }

  #toggle(objectId: string, present: boolean, unsettled: Set<Relation>, changed: Set<string>): void {
    const nodes = this.#nodes.get(objectId);
    if (nodes === undefined) return;
    for (const node of nodes instanceof Map ? nodes.values() : [nodes]) {
      node.present = present;
      for (const edge of each(node.edges)) this.#activate(edge, unsettled, changed);
    }
  }

  #activate(edge: EdgeItem, unsettled: Set<Relation>, changed: Set<string>): void {
    const active = edge.from.present && edge.to.present;
    if (active === edge.active) return;
    edge.active = active;
    changed.add(edge.objectId);
    unsettled.add(edge.relation);
    if (active) edge.relation.insert(edge);
    else edge.relation.remove(edge, changed);
  }

  #replace(
    objectId: string,
    object: GraphObject,
    edge: Edge | undefined,
    rank: Version,
    unsettled: Set<Relation>,
    changed: Set<string>,
  ): void {
    const before = object.edge;
    object.edge = undefined;
    if (before !== undefined) {
      before.active = false;
      unsettled.add(before.relation);
      before.relation.remove(before, changed);
    }
    if (edge !== undefined) {
      const relation = this.#relation(edge, before);
      const from = this.#node(edge.from, relation, before);
      const to = this.#node(edge.to, relation, before);
      const item: EdgeItem = {
        objectId,
        relation,
        from,
        to,
        rank,
        active: false,
        standing: false,
        blockers: undefined,
        blocks: undefined,
      };
      object.edge = item;
      from.edges = withOne(from.edges, item);
      to.edges = withOne(to.edges, item);
      this.#activate(item, unsettled, changed);
    }
    if (before !== undefined) {
      this.#detach(before.from, before);
      if (before.to !== before.from) this.#detach(before.to, before);
    }
  }

  #relation(edge: Edge, before: EdgeItem | undefined): Relation {
    if (before?.relation.name === edge.relation && before.relation.kind === edge.kind) return before.relation;
    const named = this.#relations[edge.kind];
    let relation = named.get(edge.relation);
    if (relation === undefined) named.set(edge.relation, (relation = new Relation(edge.relation, edge.kind)));
    return relation;
  }

  #node(id: string, relation: Relation, before: EdgeItem | undefined): EdgeNode {
    if (before?.relation === relation) {
      if (before.to.id === id) return before.to;
      if (before.from.id === id) return before.from;
    }
    const nodes = this.#nodes.get(id);
    const found = nodes instanceof Map ? nodes.get(relation) : nodes?.relation === relation ? nodes : undefined;
    if (found !== undefined) return found;
    const node: EdgeNode = {
      id,
      relation,
      present: this.#present(id),
      edges: undefined,
      into: undefined,
      refused: undefined,
    };
    if (nodes === undefined) this.#nodes.set(id, node);
    else if (nodes instanceof Map) nodes.set(relation, node);
    else {
      this.#nodes.set(
        id,
        new Map([
          [nodes.relation, nodes],
          [relation, node],
        ]),
      );
    }
    return node;
  }

  #detach(node: EdgeNode, edge: EdgeItem): void {
    node.edges = withoutOne(node.edges, edge);
    if (node.edges !== undefined) return;
    const nodes = this.#nodes.get(node.id);
    if (nodes === node) this.#nodes.delete(node.id);
    else if (nodes instanceof Map && nodes.delete(node.relation) && nodes.size === 0) this.#nodes.delete(node.id);
  }
}

/** Whether the item is the edge still; its rank rises in place where that can change no verdict. */
const keeps = (item: EdgeItem, edge: Edge, rank: Version): boolean => {
  if (
    item.relation.name !== edge.relation ||
    item.relation.kind !== edge.kind ||
    item.from.id !== edge.from ||
    item.to.id !== edge.to
  ) {
    return false;
  }
  if (item.rank === rank) return true;
  // A standing edge that becomes newer stands, and refuses and lets stand what it did before.
  if (!item.relation.mayRaise(item) || compareHybrid(rank, item.rank) < 0) return false;
  item.rank = rank;
  return true;
};
