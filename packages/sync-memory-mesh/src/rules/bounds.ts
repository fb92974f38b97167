import { engineDenied, membersOf, textOf } from '@sourceos/sync-kernel';
import { stepsOf } from '../lifecycle/lifecycle-faults.js';
import { lifecycleState } from '../records/lifecycle-state.js';
import { compareScopes } from '../scope/compare-scopes.js';
import { scopeOf } from '../scope/scope-of.js';
import type { Rule } from './rule.js';

const scoped = lifecycleState.values.indexOf('scoped') + 1;

/** A memory keeps its scope: before it is settled it may become narrower; a wider one is a new object (I2). */
export const keepsScope: Rule = ({ before, after }) => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const [from, to] = [scopeOf(old.scope), scopeOf(next.scope)];
  if (from === undefined || to === undefined) return [];
  const relation = compareScopes(from, to);
  if (relation === 'same' || (relation === 'narrower' && stepsOf(old).length < scoped)) return [];
  return [
    engineDenied(
      '/scope',
      relation === 'narrower'
        ? 'A scope that is settled stays: make a new memory for the narrower one.'
        : 'A memory for somebody else is a new one, which names this one in provenance.widens.',
    ),
  ];
};

/** Content changes by whom the memory lets change it. */
export const keepsContent: Rule = ({ authorId, before, after }) => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (before === undefined || after === undefined) return [];
  const isAuthor = stepsOf(old)[0]?.by === authorId;
  if (old.mutability !== 'immutable' && (old.mutability !== 'author_only' || isAuthor)) return [];
  const who = old.mutability === 'immutable' ? 'nobody changes' : 'its author alone changes';
  const edits = next.content !== undefined && old.content !== next.content;
  return [
    ...(edits ? [engineDenied('/content', `It is a memory that ${who}: make a new one.`)] : []),
    ...(old.mutability === next.mutability ? [] : [engineDenied('/mutability', `It is a memory that ${who}.`)]),
  ];
};

const endsBy = (retention: unknown, wall: number): boolean => {
  const { kind, expiresAt } = membersOf(retention);
  return kind === 'until' && Date.parse(textOf(expiresAt) ?? '') <= wall;
};

/** Content whose time had ended by the write's own clock is written no more, and given no more time (I10). */
export const keepsEnd: Rule = ({ before, after }, { wall }) => {
  const next = membersOf(after);
  if (next.content === undefined) return [];
  const ended = endsBy(membersOf(before).retention, wall) || endsBy(next.retention, wall);
  return ended
    ? [engineDenied('/retention', 'The content is gone since its retention ended: what expired does not come back.')]
    : [];
};
