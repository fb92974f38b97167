import type { Template } from './template.js';

export const engine: Template = (plan) => `
import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorizeWrite } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { ${plan.record}, type ${plan.recordType} } from './record.js';
import { redact } from './redact.js';

/** The sync engine \`${plan.engineId}\`. */
export const engine = defineEngine<${plan.recordType}>({
  manifest,
  record: ${plan.record},
  migrations,
  classify,
  authorizeWrite,
  redact,
  describe,
  audit,
});
`;

export const concern: Template = (plan) => `
import type { Change, Concern } from '@sourceos/sync-kernel';
import type { ${plan.recordType} } from '../record.js';

/** Everything about a change that a person should know first: where the judgement of the domain begins. */
export const concernsOf = ({ before, after }: Change<${plan.recordType}>): readonly Concern[] => {
  if (before?.content === after?.content) return [];
  const pointers = ['/content'];
  return after?.content === undefined
    ? [{ pointers, sentence: 'Its content goes.', alternative: 'Keep a copy of the content first.' }]
    : [{ pointers, sentence: 'Its content is another.', alternative: 'Make another entry with that content.' }];
};
`;

export const classify: Template = (plan) => `
import { classifyConcerns, type Change, type Classification } from '@sourceos/sync-kernel';
import { concernsOf } from './concerns/concern.js';
import type { ${plan.recordType} } from './record.js';

/** What is in an entry is dangerous; what it is called is not. */
export const classify = (change: Change<${plan.recordType}>): Classification =>
  classifyConcerns(concernsOf(change), 'The content stays as it is.');
`;

export const authorize: Template = (plan) => `
import { engineDenied, kindOfUrn, type AuthoredWrite, type Reason } from '@sourceos/sync-kernel';
import type { ${plan.recordType} } from './record.js';

/** Rules that depend on nothing but the write: an entry stands under a URN of its kind. */
export const authorizeWrite = ({ objectId }: AuthoredWrite<${plan.recordType}>): readonly Reason[] =>
  kindOfUrn(objectId) === '${plan.name}-entry'
    ? []
    : [engineDenied('', 'An entry is named by urn:srcos:${plan.name}-entry:….')];
`;

export const redact: Template = (plan) => `
import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { ${plan.recordType} } from './record.js';

/** What has the form of a credential leaves as a marker, and is kept apart inbound. */
export const redact = (record: ${plan.recordType}): Redaction<${plan.recordType}> => redactSecrets(record);
`;

export const describe: Template = (plan) => `
import { cardOf, changeTitle, membersOf, quoted, textOf, type Card, type Change } from '@sourceos/sync-kernel';
import { concernsOf } from './concerns/concern.js';
import type { ${plan.recordType} } from './record.js';

/** What a person calls an entry. A patch of what is not in force may have no name. */
const wordsOf = ({ objectId, before, after }: Change<${plan.recordType}>): string =>
  \`The entry \${quoted(textOf(membersOf(before ?? after).name) ?? objectId)}\`;

/** The card of a change: what would happen to which entry, what makes it risky, and what to do instead. */
export const describe = (change: Change<${plan.recordType}>): Card =>
  cardOf({
    title: changeTitle(wordsOf(change), change),
    concerns: concernsOf(change),
    harmless: 'Nothing of its content changes.',
  });
`;

export const audit: Template = (plan) => `
import { auditDrafts, type AuditDraft, type Change, type ChangeOutcome } from '@sourceos/sync-kernel';
import type { manifest } from './manifest.js';
import type { ${plan.recordType} } from './record.js';

type EventType = (typeof manifest.auditEvents)[number];

const eventOf = ({ outcome }: ChangeOutcome): EventType | undefined => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return '${plan.collection}.changed';
    case 'superseded':
      return undefined;
    case 'held':
      return '${plan.collection}.held';
    default:
      return '${plan.collection}.refused';
  }
};

/** What is recorded of a decision: every change and every denial with its reasons; never a record's text. */
export const audit = (change: Change<${plan.recordType}>, outcome: ChangeOutcome): readonly AuditDraft[] => {
  const eventType = eventOf(outcome);
  return eventType === undefined ? [] : auditDrafts(change, outcome, [eventType]);
};
`;

export const migrations: Template = () => `
import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: a name was called a title.
 *
 * @throws TypeError where there is no title: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { title, ...rest } = record;
  if (typeof title !== 'string') throw new TypeError('title is no text');
  return { ...rest, name: title };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
`;

export const changes: Template = (plan) => `
import { changesOf } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type { ${plan.recordType} } from './record.js';

/** Makes the changes of ${plan.words} entries, for \`Replica.author\`. */
export const changes = changesOf<${plan.recordType}>(manifest);
`;
