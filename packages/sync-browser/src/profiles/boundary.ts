import { reasonOf, type Reason } from '@sourceos/sync-kernel';
import { textOf } from '../names/members.js';
import { belongsTo, kindOfId, nameOfId } from '../names/object-id.js';
import { namedObjects } from './named-objects.js';

type Members = Readonly<Record<string, unknown>>;

const crossed = (pointer: string, rule: string): Reason => reasonOf('other_profile', { pointer, evidence: { rule } });

/** A profile's name has no parts of its own: `home:work` would be read as something of `home`. */
const isPlainName = (profileId: string): boolean => !nameOfId(profileId).includes(':');

/** A record belongs to the profile that its object's name says, and names nothing of another. */
export const crossedBoundaries = (objectId: string, record: Members): readonly Reason[] => {
  if (kindOfId(objectId) === 'browser-profile') {
    return isPlainName(objectId) ? [] : [crossed('', 'The name of a profile has no colon.')];
  }
  const profileId = textOf(record.profileId);
  if (profileId !== undefined) {
    if (!isPlainName(profileId)) return [crossed('/profileId', 'The name of a profile has no colon.')];
    if (!belongsTo(objectId, profileId)) {
      return [crossed('/profileId', 'An object is named by its profile: in another, it is another object.')];
    }
  }
  // A patch may name no profile: the object's own name does.
  const own = profileId ?? `urn:srcos:browser-profile:${nameOfId(objectId).split(':', 1)[0] ?? ''}`;
  return namedObjects(record).flatMap(([pointer, id]) =>
    belongsTo(id, own) ? [] : [crossed(pointer, 'What belongs to one profile names nothing of another.')],
  );
};

/**
 * Whose browsing a profile is stands in its name and is kept where its owner is: a workspace's in the scope of that
 * workspace, a person's or an org's never in one.
 */
export const misplacedProfile = (objectId: string, record: Members, scopeId: string): readonly Reason[] => {
  if (kindOfId(objectId) !== 'browser-profile') return [];
  const { owner } = record;
  const { kind, workspaceId }: Members = typeof owner === 'object' && owner !== null ? { ...owner } : {};
  if (typeof kind !== 'string') return [];
  if (!nameOfId(objectId).startsWith(`${kind}-`)) {
    return [crossed('/owner/kind', `The name of a profile says whose it is: that of this one begins with ${kind}-.`)];
  }
  const inWorkspace = scopeId.startsWith('urn:srcos:workspace:');
  if (kind !== 'workspace') {
    return inWorkspace ? [crossed('/owner/kind', 'What a person or an org browses is not kept in a workspace.')] : [];
  }
  if (!inWorkspace) return [crossed('/owner/kind', "A workspace's profile is kept in the scope of the workspace.")];
  return workspaceId === scopeId
    ? []
    : [reasonOf('other_workspace', { pointer: '/owner/workspaceId', evidence: { expected: scopeId } })];
};
