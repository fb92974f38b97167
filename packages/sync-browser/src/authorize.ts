import {
  engineDenied,
  isAgent,
  kindOfUrn,
  membersOf,
  misnamed,
  textsOf,
  type AuthoredWrite,
  type AuthorizeContext,
  type Reason,
} from '@sourceos/sync-kernel';
import { isTooBroad } from './bridge/origins.js';
import { kindOfType } from './names/object-id.js';
import { crossedBoundaries } from './profiles/boundary.js';
import type { BrowserRecord } from './record.js';
import { brokenSessionRules } from './sessions/session-rules.js';

/** What decides who may reach into pages, and as whom: no agent writes it, its own or another's. */
const forPeople: ReadonlySet<string> = new Set(['bridge-grant', 'browser-profile', 'browser-container']);

const tooBroad = (origins: unknown): readonly Reason[] =>
  textsOf(origins).flatMap((origin, index) =>
    isTooBroad(origin)
      ? [engineDenied(`/grantedOrigins/${String(index)}`, `${origin} reaches unrelated people's pages.`)]
      : [],
  );

/**
 * Rules that depend on nothing but the write and its scope: a record stands under the URN of its kind and of its
 * profile, agents grant nothing, a grant reaches no strangers' pages, and a session has one writer. Members that a patch
 * does not carry passed the same rules with the write that brought them.
 */
export const authorizeWrite = (
  write: AuthoredWrite<BrowserRecord>,
  { control }: Pick<AuthorizeContext, 'control'>,
): readonly Reason[] => {
  const { objectId, authorId } = write;
  const record = membersOf(write.record);
  return [
    ...misnamed(kindOfType, objectId, record.type),
    ...crossedBoundaries(objectId, record, control.scopeId),
    ...(isAgent(authorId) && forPeople.has(kindOfUrn(objectId))
      ? [engineDenied('', 'Agents grant nothing, and decide for nobody whom a site sees: a person does.')]
      : []),
    ...tooBroad(record.grantedOrigins),
    ...brokenSessionRules(write).map(({ pointer, rule }) => engineDenied(pointer, rule)),
  ];
};
