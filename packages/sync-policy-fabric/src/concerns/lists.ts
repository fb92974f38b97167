import { membersOf, textOf } from '@sourceos/sync-kernel';
import { textsOf } from '../statement/members.js';
import { appliesToOf } from '../statement/read-bundle.js';
import { shortList, short, targetWords } from '../words/words.js';
import { concernAbout, stillHolds, useDowngrade, type Concern, type PolicyChange } from './concern.js';
import { changedPairs, sameTarget, type Pair } from './pairs.js';

type Members = Readonly<Record<string, unknown>>;

const without = (values: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others);
  return values.filter((value) => !known.has(value));
};

const about = (list: Members): string => {
  const target = appliesToOf(list);
  return `${short(textOf(list.dimension) ?? 'something')}${target === undefined ? '' : ` of ${targetWords(target)}`}`;
};

const sameSubject = (old: Members, next: Members): boolean => sameTarget(old, next) && old.dimension === next.dimension;

const allowed = ({ name, old, next }: Pair): readonly Concern[] => {
  const concern = concernAbout('allowLists', name);
  if (next === undefined) {
    return [concern('loosens', `The allow-list ${name} goes, about ${about(old ?? {})}; ${stillHolds}.`, useDowngrade)];
  }
  const values = textsOf(next.values) ?? [];
  if (old === undefined || !sameSubject(old, next)) {
    const only = values.length === 0 ? 'nothing is allowed' : `only ${shortList(values)} is allowed`;
    return [
      concern('tightens', `By the allow-list ${name}, ${only} as ${about(next)}.`, 'See first what else is used.'),
    ];
  }
  const was = textsOf(old.values) ?? [];
  const [more, fewer] = [without(values, was), without(was, values)];
  return [
    ...(more.length === 0
      ? []
      : [
          concern(
            'loosens',
            `The allow-list ${name} would take in ${shortList(more)} as ${about(next)}; ${stillHolds}.`,
            useDowngrade,
          ),
        ]),
    ...(fewer.length === 0
      ? []
      : [
          concern(
            'tightens',
            `By the allow-list ${name}, ${shortList(fewer)} is allowed no more as ${about(next)}.`,
            'See first what still uses it.',
          ),
        ]),
  ];
};

const denied = ({ name, old, next }: Pair): readonly Concern[] => {
  const concern = concernAbout('denyLists', name);
  const was = old === undefined ? [] : (textsOf(old.values) ?? []);
  const is = next === undefined ? [] : (textsOf(next.values) ?? []);
  const moved = old !== undefined && next !== undefined && !sameSubject(old, next);
  const [more, fewer] = moved ? [is, was] : [without(is, was), without(was, is)];
  return [
    ...(fewer.length === 0
      ? []
      : [
          concern(
            'loosens',
            `The deny-list ${name} would let go ${shortList(fewer)} as ${about(old ?? {})}; ${stillHolds}.`,
            useDowngrade,
          ),
        ]),
    ...(more.length === 0
      ? []
      : [
          concern(
            'tightens',
            `By the deny-list ${name}, ${shortList(more)} is denied as ${about(next ?? {})}.`,
            'See first what uses it.',
          ),
        ]),
  ];
};

/** Values that are allowed or denied, come, go, or are about something else. */
export const listConcerns = ({ before, after }: PolicyChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  return [
    ...changedPairs(old.allowLists, next.allowLists).flatMap(allowed),
    ...changedPairs(old.denyLists, next.denyLists).flatMap(denied),
  ];
};
