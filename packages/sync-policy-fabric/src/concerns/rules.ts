import { membersOf, type PolicyEffect } from '@sourceos/sync-kernel';
import { appliesToOf, effectOf } from '../statement/read-bundle.js';
import { targetWords } from '../words/words.js';
import { concernAbout, stillHolds, useDowngrade, type Concern, type PolicyChange } from './concern.js';
import { changedPairs, sameTarget } from './pairs.js';

type Members = Readonly<Record<string, unknown>>;

const rank: Readonly<Record<PolicyEffect, number>> = { deny: 0, review: 1, allow: 2 };
const verbs: Readonly<Record<PolicyEffect, string>> = {
  deny: 'denied',
  review: 'asked about each time',
  allow: 'allowed',
};

const ruleWords = (rule: Members): string => {
  const [target, effect] = [appliesToOf(rule), effectOf(rule.effect)];
  return `${target === undefined ? 'something' : targetWords(target)} is ${effect === undefined ? 'changed' : verbs[effect]}`;
};

const newRule = (name: string, rule: Members): Concern => {
  const concern = concernAbout('rules', name);
  if (rule.effect === 'allow') {
    return concern(
      'opens',
      `By the rule ${name}, ${ruleWords(rule)}, where nothing stricter speaks.`,
      'Name the capabilities and subjects that need it, and no others.',
    );
  }
  return concern(
    'tightens',
    `By the rule ${name}, ${ruleWords(rule)}.`,
    'Ask about it each time first, and deny it later.',
  );
};

const changedRule = (name: string, old: Members, next: Members): Concern => {
  const concern = concernAbout('rules', name);
  const [was, is] = [effectOf(old.effect), effectOf(next.effect)];
  const order = was === undefined || is === undefined ? 0 : rank[is] - rank[was];
  if (order > 0) {
    return concern(
      'loosens',
      `The rule ${name} would be loosened from ${was ?? ''} to ${is ?? ''}; ${stillHolds}.`,
      useDowngrade,
    );
  }
  if (order < 0) return newRule(name, next);
  if (!sameTarget(old, next)) {
    return concern(
      'loosens',
      `The rule ${name} speaks about something else: ${ruleWords(next)}, where ${ruleWords(old)}; ${stillHolds}.`,
      'Give the new rule a name of its own.',
    );
  }
  return concern('words', `The rule ${name} gives another reason.`, 'Keep the reason that people know.');
};

/** Rules that come, go, or decide otherwise. */
export const ruleConcerns = ({ before, after }: PolicyChange): readonly Concern[] =>
  changedPairs(membersOf(before).rules, membersOf(after).rules).map(({ name, old, next }) => {
    if (next === undefined) {
      const sentence = `The rule ${name} goes, by which ${ruleWords(old ?? {})}; ${stillHolds}.`;
      return concernAbout('rules', name)('loosens', sentence, useDowngrade);
    }
    return old === undefined ? newRule(name, next) : changedRule(name, old, next);
  });
