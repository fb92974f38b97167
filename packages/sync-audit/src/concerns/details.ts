import { membersOf } from '@sourceos/sync-kernel';
import type { AuditChange, Concern } from './concern.js';

/** Open text in an event: whatever stands there cannot be changed any more. */
export const detailsConcerns = ({ before, after, pointers }: AuditChange): readonly Concern[] => {
  const { type, details } = membersOf(after);
  if (type !== 'AuditEvent' || details === undefined) return [];
  if (before !== undefined && !pointers.some((pointer) => pointer.startsWith('/details'))) return [];
  return [
    {
      kind: 'details',
      pointers: ['/details'],
      sentence: 'Its details can be read by everybody in the scope until a checkpoint drops them.',
      alternative: 'Name what it is about by URN, and leave the text where it is.',
    },
  ];
};
