import { membersOf, type JsonObject, type MergeShape } from '@sourceos/sync-kernel';

/** A patch may name the mark to take it away: that revokes nothing. */
const isRevoked = (record: JsonObject): boolean =>
  (record.revocation ?? undefined) !== undefined || membersOf(record.lease).revokedAt !== undefined;

/** Decisions about a tier are in the order of their number; a record that bears the mark revokes its object, for ever. */
export const mergeShape: MergeShape = {
  authority: {
    version: ({ decision }) => (typeof decision === 'number' ? decision : 0),
    revokes: (record, objectId) => (isRevoked(record) ? [objectId] : []),
  },
};
