import type { Edge } from '../../../engine/merge-shape.js';
import type { Version } from '../../../model/version.js';
import { sees } from '../../causality.js';
import { compareHybrid, compareText } from '../../hybrid-order.js';
import { deletes } from '../operation.js';
import { edgeOf } from './graph-histories.js';
import { naiveFields } from './naive-fields.js';

/** The edge objects that stand by the definition, the slow way: all edges newest first, from the whole set. */
export const naiveStanding = (versions: readonly Version[]): string[] => {
  const objects = new Map<string, Version[]>();
  for (const version of versions) objects.set(version.objectId, [...(objects.get(version.objectId) ?? []), version]);
  const records = new Map([...objects].map(([id, own]) => [id, naiveFields(own, ['layout'])] as const));
  const there = (id: string): boolean => records.get(id) !== undefined;
  const edges: { id: string; edge: Edge; rank: Version }[] = [];
  for (const [id, record] of records) {
    const edge = record === undefined ? undefined : edgeOf(record);
    if (edge === undefined || !there(edge.from) || !there(edge.to)) continue;
    const own = objects.get(id) ?? [];
    const edits = own.filter((version) => !deletes(version));
    const unseen = edits.filter((version) => !edits.some((other) => sees(other, version)));
    const rank = unseen.sort(compareHybrid).at(-1);
    if (rank !== undefined) edges.push({ id, edge, rank });
  }
  edges.sort((a, b) => compareHybrid(b.rank, a.rank) || compareText(b.id, a.id));
  const standing: typeof edges = [];
  const reaches = (kind: string, from: string, to: string): boolean =>
    from === to || standing.some(({ edge }) => edge.kind === kind && edge.from === from && reaches(kind, edge.to, to));
  for (const item of edges) {
    const { kind, from, to } = item.edge;
    const second = kind === 'tree' && standing.some(({ edge }) => edge.kind === 'tree' && edge.to === to);
    if (kind === 'plain' || (!second && !reaches(kind, to, from))) standing.push(item);
  }
  return standing.map(({ id }) => id);
};
