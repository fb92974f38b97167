import { textOf } from '@sourceos/sync-kernel';
import { textsOf } from '../statement/members.js';

/** What a downgrade is written with: what nobody may do any more, nobody can take back. */
const downgrading = 'sync.policy.put';

const coversDowngrading = (capability: string): boolean =>
  capability.endsWith('*') ? downgrading.startsWith(capability.slice(0, -1)) : capability === downgrading;

/** Whether the subjects are people at large: everybody, every person or device, or the scope that all of them are in. */
const isEverybody = (subjects: readonly string[] | undefined): boolean =>
  subjects === undefined ||
  subjects.some(
    (subject) =>
      /^urn:srcos:(?:person|device|org|workspace):\*$/.test(subject) || /^urn:srcos:(?:org|workspace):/.test(subject),
  );

/**
 * Whether a rule forbids everybody to write policy. Such a rule could never be retired, as a downgrade is policy too:
 * to stop agents, or some people, or everything but policy, is said by naming them.
 */
export const locksOut = ({ capability, subjects, effect }: Readonly<Record<string, unknown>>): boolean => {
  const name = textOf(capability);
  return effect === 'deny' && name !== undefined && coversDowngrading(name) && isEverybody(textsOf(subjects));
};
