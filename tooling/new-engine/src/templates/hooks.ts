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
import type { Change } from '@sourceos/sync-kernel';
import type { ${plan.recordType} } from '../record.js';

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

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
import type { Change, Classification } from '@sourceos/sync-kernel';
import { concernsOf } from './concerns/concern.js';
import type { ${plan.recordType} } from './record.js';

/** What is in an entry is dangerous; what it is called is not. */
export const classify = (change: Change<${plan.recordType}>): Classification => {
  const concerns = concernsOf(change);
  if (concerns.length === 0) return { danger: 'benign', pointers: [], sentence: 'The content stays as it is.' };
  return {
    danger: 'dangerous',
    pointers: [...new Set(concerns.flatMap(({ pointers }) => pointers))],
    sentence: concerns.map(({ sentence }) => sentence).join(' '),
  };
};
`;

export const authorize: Template = (plan) => `
import { reasonOf, type AuthoredWrite, type Reason } from '@sourceos/sync-kernel';
import type { ${plan.recordType} } from './record.js';

/** Rules that depend on nothing but the write: an entry stands under a URN of its kind. */
export const authorizeWrite = ({ objectId }: AuthoredWrite<${plan.recordType}>): readonly Reason[] =>
  objectId.startsWith('urn:srcos:${plan.name}-entry:')
    ? []
    : [reasonOf('engine_denied', { evidence: { rule: 'An entry is named by urn:srcos:${plan.name}-entry:….' } })];
`;

export const redact: Template = (plan) => `
import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { ${plan.recordType} } from './record.js';

/** What has the form of a credential leaves as a marker, and is kept apart inbound. */
export const redact = (record: ${plan.recordType}): Redaction<${plan.recordType}> => redactSecrets(record);
`;

export const describe: Template = (plan) => `
import type { Card, Change } from '@sourceos/sync-kernel';
import { concernsOf } from './concerns/concern.js';
import type { ${plan.recordType} } from './record.js';

/** A patch of what is not in force may have no name. */
const nameOf = (record: Partial<${plan.recordType}> | undefined, objectId: string): string =>
  JSON.stringify(record?.name ?? objectId);

const titleOf = ({ objectId, before, after }: Change<${plan.recordType}>): string => {
  const entry = \`The entry \${nameOf(before ?? after, objectId)}\`;
  if (after === undefined) return \`\${entry} would be deleted.\`;
  return before === undefined ? \`\${entry} would be created.\` : \`\${entry} would change.\`;
};

/** The card of a change: what would happen to which entry, what makes it risky, and what to do instead. */
export const describe = (change: Change<${plan.recordType}>): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk:
      concerns.length === 0
        ? 'Nothing of its content changes.'
        : concerns.map(({ sentence }) => sentence).join(' '),
    alternatives: [...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.'],
  };
};
`;

export const audit: Template = (plan) => `
import type { AuditDraft, Change, ChangeOutcome, JsonObject } from '@sourceos/sync-kernel';
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
  if (eventType === undefined) return [];
  const details: JsonObject = {
    operation: change.operation,
    pointers: change.pointers.slice(0, 64),
    reasons: outcome.reasons.map(({ code, detail }) => \`\${code}: \${detail}\`),
  };
  return [{ eventType, subjectId: change.objectId, details }];
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
