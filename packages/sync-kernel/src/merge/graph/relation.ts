import type { Edge } from '../../engine/merge-shape.js';
import { compareRank, type EdgeItem, type EdgeNode } from './edge-item.js';
import { MaximumHeap } from './maximum-heap.js';
import { each, withOne, withoutOne } from './one-or-many.js';

/**
 * One relation of a graph. Which edges stand is a function of the set of edges whose ends are there: newest first by
 * the hybrid order, an edge stands unless it would give its end a second parent (`tree`) or close a cycle (`tree`,
 * `acyclic`) with edges that already stand. Nothing is judged again but what a change may have freed or displaced:
 * an edge that no other contradicts costs one walk towards its roots.
 */
export class Relation {
  readonly name: string;
  readonly kind: Edge['kind'];
  /** The refused edges of an acyclic relation; a tree keeps them by the node that they lead to. */
  readonly #refused = new Set<EdgeItem>();
  readonly #pending = new MaximumHeap<EdgeItem>(compareRank);

  constructor(name: string, kind: Edge['kind']) {
    this.name = name;
    this.kind = kind;
  }

  /** Has an active edge judged at the next `settle`. */
  insert(edge: EdgeItem): void {
    this.#pending.push(edge);
  }

  /** Takes an edge out; what it blocked is judged at the next `settle`. */
  remove(edge: EdgeItem, changed: Set<string>): void {
    this.#unblock(edge);
    if (edge.standing) this.#drop(edge, changed);
  }

  /** Whether a standing edge may become newer in place: no refused edge could come to contradict it by that. */
  mayRaise(edge: EdgeItem): boolean {
    return edge.standing && edge.to.refused === undefined && this.#refused.size === 0;
  }

  /** Judges what is pending, newest first, and names the edge objects of which the standing changed. */
  settle(changed: Set<string>): void {
    for (let edge = this.#pending.pop(); edge !== undefined; edge = this.#pending.pop()) {
      if (edge.active && !edge.standing) this.#judge(edge, changed);
    }
  }

  #judge(edge: EdgeItem, changed: Set<string>): void {
    this.#unblock(edge);
    if (this.kind !== 'plain') {
      const rival = this.kind === 'tree' ? onlyOne(edge.to) : undefined;
      if (rival !== undefined && compareRank(rival, edge) > 0) {
        this.#refuse(edge, [rival], changed);
        return;
      }
      let path = this.#path(edge, false);
      const newer = path === undefined ? undefined : this.#path(edge, true);
      if (newer !== undefined) {
        this.#refuse(edge, newer, changed);
        return;
      }
      if (rival !== undefined) this.#displace(rival, changed);
      // Every way round has an older edge now: its oldest gives way.
      for (; path !== undefined; path = this.#path(edge, false)) {
        this.#displace(
          path.reduce((a, b) => (compareRank(b, a) < 0 ? b : a)),
          changed,
        );
      }
    }
    edge.standing = true;
    changed.add(edge.objectId);
    edge.to.into = withOne(edge.to.into, edge);
    // Older edges that are refused already may contradict this one too: what they are in conflict with is no accident
    // of the order in which edges came.
    for (const refused of this.kind === 'tree' ? each(edge.to.refused) : this.#refused) {
      if (compareRank(refused, edge) < 0) this.#pending.push(refused);
    }
  }

  /** Standing edges that lead from the edge's `to` to its `from`, so that it would close a cycle. */
  #path(edge: EdgeItem, newerOnly: boolean): EdgeItem[] | undefined {
    return this.kind === 'tree' ? treePath(edge, newerOnly) : acyclicPath(edge, newerOnly);
  }

  #refuse(edge: EdgeItem, blockers: readonly EdgeItem[], changed: Set<string>): void {
    edge.blockers = blockers;
    for (const blocker of blockers) (blocker.blocks ??= new Set<EdgeItem>()).add(edge);
    if (this.kind === 'tree') edge.to.refused = withOne(edge.to.refused, edge);
    else this.#refused.add(edge);
    changed.add(edge.objectId);
  }

  /** An older edge gives way, and is judged when its turn comes. */
  #displace(edge: EdgeItem, changed: Set<string>): void {
    this.#drop(edge, changed);
    this.#pending.push(edge);
  }

  #unblock(edge: EdgeItem): void {
    if (edge.blockers === undefined) return;
    for (const blocker of edge.blockers) {
      if (blocker.blocks?.delete(edge) === true && blocker.blocks.size === 0) blocker.blocks = undefined;
    }
    edge.blockers = undefined;
    if (this.kind === 'tree') edge.to.refused = withoutOne(edge.to.refused, edge);
    else this.#refused.delete(edge);
  }

  #drop(edge: EdgeItem, changed: Set<string>): void {
    edge.standing = false;
    changed.add(edge.objectId);
    edge.to.into = withoutOne(edge.to.into, edge);
    // All of them are older than this edge: no verdict on a newer one changes.
    if (edge.blocks !== undefined) for (const blocked of edge.blocks) this.#pending.push(blocked);
  }
}

/** The one edge into a node of a tree. */
const onlyOne = ({ into }: EdgeNode): EdgeItem | undefined => (into instanceof Set ? undefined : into);

const treePath = (edge: EdgeItem, newerOnly: boolean): EdgeItem[] | undefined => {
  // Nearly always there is none: look before anything is kept.
  for (let node = edge.from; node !== edge.to;) {
    const into = onlyOne(node);
    if (into === undefined || (newerOnly && compareRank(into, edge) < 0)) return undefined;
    node = into.from;
  }
  const path: EdgeItem[] = [];
  for (let node = edge.from, into = onlyOne(node); node !== edge.to && into !== undefined; into = onlyOne(node)) {
    path.push(into);
    node = into.from;
  }
  return path;
};

/** All standing edges on any way round, in no order: a set that does not depend on how they were found. */
const acyclicPath = (edge: EdgeItem, newerOnly: boolean): EdgeItem[] | undefined => {
  if (edge.from === edge.to) return [];
  const below = new Map<EdgeNode, EdgeItem[]>();
  const above = new Set([edge.from]);
  for (const node of above) {
    if (node === edge.to) continue;
    for (const step of each(node.into)) {
      if (newerOnly && compareRank(step, edge) < 0) continue;
      const steps = below.get(step.from);
      if (steps === undefined) below.set(step.from, [step]);
      else steps.push(step);
      above.add(step.from);
    }
  }
  if (!above.has(edge.to)) return undefined;
  const path: EdgeItem[] = [];
  const nodes = new Set([edge.to]);
  for (const node of nodes) {
    for (const step of below.get(node) ?? []) {
      path.push(step);
      nodes.add(step.to);
    }
  }
  return path;
};
