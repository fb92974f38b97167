import type { Version } from '../../model/version.js';
import { compareHybrid, compareText } from '../hybrid-order.js';
import type { OneOrMany } from './one-or-many.js';
import type { Relation } from './relation.js';

/** An end of the edges of one relation. */
export interface EdgeNode {
  readonly id: string;
  readonly relation: Relation;
  /** Whether an object of that id is there. */
  present: boolean;
  /** The edges that name the node, standing or not. */
  edges: OneOrMany<EdgeItem>;
  /** The standing edges that lead to it: in a tree at most one. */
  into: OneOrMany<EdgeItem>;
  /** In a tree: the refused edges that lead to it. */
  refused: OneOrMany<EdgeItem>;
}

/** An edge, as the record in force of an edge object says. */
export interface EdgeItem {
  readonly objectId: string;
  readonly relation: Relation;
  readonly from: EdgeNode;
  readonly to: EdgeNode;
  /** The version that ranks it. */
  rank: Version;
  /** Whether it takes part: both ends are there. */
  active: boolean;
  /** Whether its relation takes it. */
  standing: boolean;
  /** While its relation refuses it: the standing, newer edges that it contradicts. */
  blockers: readonly EdgeItem[] | undefined;
  /** The edges that are refused because this one stands. */
  blocks: Set<EdgeItem> | undefined;
}

/** The order in which edges get their place, newest last. */
export const compareRank = (a: EdgeItem, b: EdgeItem): number =>
  compareHybrid(a.rank, b.rank) || compareText(a.objectId, b.objectId);
