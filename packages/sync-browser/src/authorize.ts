import { reasonOf, type AuthoredWrite, type AuthorizeContext, type Reason } from '@sourceos/sync-kernel';
import { isTooBroad } from './bridge/origins.js';
import { isAgentId } from './names/is-agent-id.js';
import { membersOf, textsOf } from './names/members.js';
import { kindOfId, kindOfType } from './names/object-id.js';
import { crossedBoundaries } from './profiles/boundary.js';
import type { BrowserRecord } from './record.js';
import { brokenSessionRules } from './sessions/session-rules.js';

const denied = (pointer: string, rule: string): Reason => reasonOf('engine_denied', { pointer, evidence: { rule } });

/** What decides who may reach into pages, and as whom: no agent writes it, its own or another's. */
const forPeople: ReadonlySet<string> = new Set(['bridge-grant', 'browser-profile', 'browser-container']);

const wrongName = (objectId: string, type: unknown): readonly Reason[] => {
  const kind = typeof type === 'string' && Object.hasOwn(kindOfType, type) ? kindOfType[type] : undefined;
  return kind === undefined || kind === kindOfId(objectId)
    ? []
    : [denied('/type', `A record of this type is named by urn:srcos:${kind}:….`)];
};

const tooBroad = (origins: unknown): readonly Reason[] =>
  textsOf(origins).flatMap((origin, index) =>
    isTooBroad(origin)
      ? [denied(`/grantedOrigins/${String(index)}`, `${origin} reaches unrelated people's pages.`)]
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
    ...wrongName(objectId, record.type),
    ...crossedBoundaries(objectId, record, control.scopeId),
    ...(isAgentId(authorId) && forPeople.has(kindOfId(objectId))
      ? [denied('', 'Agents grant nothing, and decide for nobody whom a site sees: a person does.')]
      : []),
    ...tooBroad(record.grantedOrigins),
    ...brokenSessionRules(write).map(({ pointer, rule }) => denied(pointer, rule)),
  ];
};
