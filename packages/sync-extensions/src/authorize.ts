import {
  engineDenied,
  isAgent,
  kindOfUrn,
  membersOf,
  misnamed,
  reasonOf,
  textOf,
  type AuthoredWrite,
  type AuthorizeContext,
  type Members,
  type Reason,
} from '@sourceos/sync-kernel';
import { isBlocked } from './blocks/blocked.js';
import type { ExtensionsChange } from './concerns/concern.js';
import { enables } from './concerns/enabled.js';
import { changesPublisher } from './concerns/publisher.js';
import { versionStep } from './concerns/version.js';
import { blockIdOf, extensionId, kindOfType } from './names/object-id.js';
import type { ExtensionsRecord } from './record.js';

/** So long that a block can name it: a reference has at most 256 characters. */
const longestId = 240;

const wrongName = (objectId: string, record: Members): readonly Reason[] => {
  const { type } = record;
  const [surface, identifier, blocked] = [
    textOf(record.surface),
    textOf(record.identifier),
    textOf(record.extensionId),
  ];
  const otherKind = misnamed(kindOfType, objectId, type);
  if (otherKind.length > 0) return otherKind;
  const isExtension = kindOfUrn(objectId) === 'extension';
  if (isExtension && type !== undefined && extensionId(surface ?? '', identifier ?? '') !== objectId) {
    return [engineDenied('/identifier', 'An extension is named by its surface and its identifier there.')];
  }
  // A patch of one of the two alone would make another extension of it.
  if (isExtension && type === undefined && (surface !== undefined || identifier !== undefined)) {
    return [engineDenied('/identifier', 'Another surface or identifier is another extension.')];
  }
  if (isExtension && objectId.length > longestId)
    return [engineDenied('/identifier', 'No block could name it: it is too long.')];
  if (!isExtension && blocked !== undefined && blockIdOf(blocked) !== objectId) {
    return [engineDenied('/extensionId', 'A block is named by the extension that it keeps off.')];
  }
  return [];
};

/**
 * Rules that depend on nothing but the write: a record stands under the URN that it names, and no agent switches an
 * extension on, or says what a policy keeps off.
 */
export const authorizeWrite = ({ objectId, authorId, record }: AuthoredWrite<ExtensionsRecord>): readonly Reason[] => {
  const members = membersOf(record);
  const found = [...wrongName(objectId, members)];
  if (!isAgent(authorId)) return found;
  if (kindOfUrn(objectId) === 'extension-block')
    found.push(engineDenied('', 'A policy keeps extensions off, and no agent.'));
  if (members.enabled === true)
    found.push(engineDenied('/enabled', 'An agent switches no extension on: a person does.'));
  return found;
};

/**
 * Rules about what was there before: whoever answers for an extension stays the one, no version goes back, and what a
 * policy keeps off is not switched on. An author who did not know the newer version goes back to nothing (see resolve).
 */
export const authorize = (
  change: ExtensionsChange,
  { informed, lookup }: Pick<AuthorizeContext, 'informed' | 'lookup'>,
): readonly Reason[] => {
  const { objectId, before, after } = change;
  if (kindOfUrn(objectId) !== 'extension' || after === undefined) return [];
  const found: Reason[] = [];
  if (changesPublisher(change)) found.push(engineDenied('/publisher/id', 'Another publisher makes another extension.'));
  if ((versionStep(change) ?? 0) < 0 && informed()) {
    const [version, expected] = [textOf(membersOf(after).version) ?? '', textOf(membersOf(before).version) ?? ''];
    found.push(reasonOf('version_rollback', { pointer: '/version', evidence: { found: version, atLeast: expected } }));
  }
  if (enables(change)) {
    const block = lookup(blockIdOf(objectId));
    if (block !== undefined && isBlocked(block, textOf(membersOf(after).version) ?? '')) {
      found.push(engineDenied('/enabled', `${textOf(block.blockedBy) ?? 'A policy'} keeps this version off.`));
    }
  }
  return found;
};
