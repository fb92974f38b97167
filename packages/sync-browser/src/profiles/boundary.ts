import { membersOf, kindOfUrn, nameOfUrn, reasonOf, textOf, type Reason, type Members } from '@sourceos/sync-kernel';
import { belongsTo } from '../names/object-id.js';
import { namedObjects } from './named-objects.js';

const crossed = (pointer: string, rule: string): Reason => reasonOf('other_profile', { pointer, evidence: { rule } });

/** `personal` of `urn:srcos:browser-profile:personal-home`, and of every object that belongs to it. */
const ownerKindOf = (objectId: string): string => nameOfUrn(objectId).split('-', 1)[0] ?? '';

const isInWorkspace = (scopeId: string): boolean => scopeId.startsWith('urn:srcos:workspace:');

/** Whose browsing it is stands in every name: a workspace's is kept in its scope, a person's or an org's in a person's. */
const misplaced = (objectId: string, scopeId: string): readonly Reason[] => {
  const kind = ownerKindOf(objectId);
  if (kind !== 'personal' && kind !== 'workspace' && kind !== 'enterprise') {
    return [crossed('', 'The name of a profile says whose it is: personal-…, workspace-… or enterprise-….')];
  }
  if (isInWorkspace(scopeId) === (kind === 'workspace')) return [];
  return [
    crossed('', kind === 'workspace' ? 'It is kept in the scope of its workspace.' : 'It is not kept in a workspace.'),
  ];
};

/** A profile's name has no parts of its own: `home:work` would be read as something of `home`. */
const isPlainName = (profileId: string): boolean => !nameOfUrn(profileId).includes(':');

const brokenProfile = (objectId: string, { owner }: Members, scopeId: string): readonly Reason[] => {
  if (!isPlainName(objectId)) return [crossed('', 'The name of a profile has no colon.')];
  const { kind, workspaceId } = membersOf(owner);
  if (kind !== undefined && kind !== ownerKindOf(objectId)) {
    return [crossed('/owner/kind', `The name of the profile says that it is ${ownerKindOf(objectId)}.`)];
  }
  return kind === 'workspace' && workspaceId !== scopeId
    ? [reasonOf('other_workspace', { pointer: '/owner/workspaceId', evidence: { expected: scopeId } })]
    : [];
};

const brokenPart = (objectId: string, record: Members): readonly Reason[] => {
  const profileId = textOf(record.profileId);
  if (profileId !== undefined && !(isPlainName(profileId) && belongsTo(objectId, profileId))) {
    return [crossed('/profileId', 'An object is named by its profile: in another, it is another object.')];
  }
  // A patch may name no profile: the object's own name does.
  const own = profileId ?? `urn:srcos:browser-profile:${nameOfUrn(objectId).split(':', 1)[0] ?? ''}`;
  return namedObjects(record).flatMap(([pointer, id]) =>
    belongsTo(id, own) ? [] : [crossed(pointer, 'What belongs to one profile names nothing of another.')],
  );
};

/**
 * Profiles do not mix: a record is kept where its owner is, belongs to the profile that its object's name says, and names
 * nothing of another. It depends on the write and its scope alone, so that no order of writes gets around it.
 */
export const crossedBoundaries = (objectId: string, record: Members, scopeId: string): readonly Reason[] => {
  const found = misplaced(objectId, scopeId);
  if (found.length > 0) return found;
  return kindOfUrn(objectId) === 'browser-profile'
    ? brokenProfile(objectId, record, scopeId)
    : brokenPart(objectId, record);
};
