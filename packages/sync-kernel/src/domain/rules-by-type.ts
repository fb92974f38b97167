import type { Change } from '../engine/change.js';
import type { AuthorizeContext } from '../engine/engine.js';
import type { Reason } from '../model/reason.js';
import { engineDenied } from './engine-denied.js';
import { membersOf, ownMember, type Members } from './members.js';
import { misnamed } from './misnamed.js';
import { textOf } from './values.js';

/** A change whose record comes or changes, with the members of both sides. */
export interface RecordQuestion<RecordType = object> {
  readonly change: Change<RecordType>;
  readonly context: AuthorizeContext;
  readonly before: Members | undefined;
  readonly after: Members;
}

/** The rules of a domain, by the type of record that they are about. */
export type RulesByType<RecordType> = Readonly<
  Record<string, (question: RecordQuestion<RecordType>) => readonly Reason[]>
>;

/**
 * Asks the rules of a record's type about a change that leaves a record: it stands under the URN of its kind, and stays
 * of its type.
 *
 * @param kindOfType the kind of URN that names a record, by the record's type
 */
export const judgeByType = <RecordType extends object>(
  kindOfType: Readonly<Record<string, string>>,
  rules: RulesByType<RecordType>,
  change: Change<RecordType>,
  context: AuthorizeContext,
): readonly Reason[] => {
  const before = change.before === undefined ? undefined : membersOf(change.before);
  const after = membersOf(change.after);
  const rule = ownMember(rules, textOf(after.type) ?? '');
  // A patch of what is not in force leaves a part of a record.
  if (rule === undefined) return [engineDenied('', 'There is no record in force that this is a part of.')];
  const otherKind = misnamed(kindOfType, change.objectId, after.type);
  if (otherKind.length > 0) return otherKind;
  if (before !== undefined && before.type !== after.type) return [engineDenied('/type', 'A record stays of its type.')];
  return rule({ change, context, before, after });
};
