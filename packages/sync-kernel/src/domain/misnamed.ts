import type { Reason } from '../model/reason.js';
import { engineDenied } from './engine-denied.js';
import { ownMember } from './members.js';
import { kindOfUrn } from './urn.js';

/**
 * A record stands under the URN of its kind: one under the name of another would be offered as what it is not. A type
 * that is not of the domain, or that a patch does not carry, breaks no rule here.
 *
 * @param kindOfType the kind of URN that names a record, by the record's type
 */
export const misnamed = (
  kindOfType: Readonly<Record<string, string>>,
  objectId: string,
  type: unknown,
): readonly Reason[] => {
  const kind = typeof type === 'string' ? ownMember(kindOfType, type) : undefined;
  return kind === undefined || kind === kindOfUrn(objectId)
    ? []
    : [engineDenied('/type', `A record of this type is named by urn:srcos:${kind}:….`)];
};
