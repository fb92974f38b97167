import { changedPointers, membersOf, textsOf, type Conflict, type JsonObject } from '@sourceos/sync-kernel';
import type { MemoryMeshRecord } from './record.js';

/** As many of each as a record may have. */
const most = 64;

/**
 * Tags and subjects that people gave concurrently are all kept: nobody meant to take away the other's. Whatever agents
 * would believe differently is for a person to settle.
 */
export const resolve = ({ candidates }: Conflict<MemoryMeshRecord>): MemoryMeshRecord | undefined => {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  const { tags: firstTags, about: firstAbout, ...rest } = membersOf(first);
  const tags = new Set(textsOf(firstTags));
  const about = new Set(textsOf(firstAbout));
  for (const candidate of others) {
    const { tags: ownTags, about: ownAbout, ...own } = membersOf(candidate);
    if (changedPointers(rest as JsonObject, own as JsonObject).length > 0) return undefined;
    for (const tag of textsOf(ownTags)) tags.add(tag);
    for (const subject of textsOf(ownAbout)) about.add(subject);
  }
  if (tags.size > most || about.size > most) return undefined;
  const { tags: _, about: __, ...memory } = first;
  return {
    ...memory,
    ...(tags.size === 0 ? {} : { tags: [...tags].sort() }),
    ...(about.size === 0 ? {} : { about: [...about].sort() }),
  };
};
