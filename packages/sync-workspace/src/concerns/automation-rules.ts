import { isMembers, listed, listOf, membersOf, textOf, type Members } from '@sourceos/sync-kernel';
import { warning } from '../instructions/suspicion.js';
import type { Concern, WorkspaceChange } from './concern.js';

const rulesOf = (record: WorkspaceChange['after']): ReadonlyMap<string, Members> => {
  const rules = Object.entries(membersOf(membersOf(record).automationRules));
  return new Map(rules.flatMap(([name, rule]) => (isMembers(rule) ? [[name, rule]] : [])));
};

const effectsOf = ({ effects }: Members): readonly Members[] => listOf(effects).filter(isMembers);

/** What a rule has happen, in words. */
const effectWords = (effect: Members): string => {
  const { kind, binding, template, person, assignee, status } = effect;
  switch (kind) {
    case 'ask_agent':
      return `asks ${textOf(binding) ?? 'an agent'}`;
    case 'run_command_template':
      return `runs ${textOf(template) ?? 'a command'}`;
    case 'notify':
      return `notifies ${textOf(person) ?? 'somebody'}`;
    case 'assign_task':
      return `assigns tasks to ${textOf(assignee) ?? 'somebody'}`;
    default:
      return `sets tasks to ${textOf(status) ?? 'another status'}`;
  }
};

const ruleWords = (rule: Members): string => `${listed(effectsOf(rule).map(effectWords))} by itself`;

/** A rule that acts by itself comes, goes, changes, or is switched on; and what it tells an agent. */
export const automationConcerns = ({ before, after, pointers }: WorkspaceChange): readonly Concern[] => {
  const old = rulesOf(before);
  const found: Concern[] = [];
  const add = (
    name: string,
    sentence: string,
    alternative = 'Take the rule switched off, and read it first.',
  ): void => {
    found.push({ kind: 'automation_rule', pointers: [`/automationRules/${name}`], sentence, alternative });
  };
  const touched = (name: string): boolean =>
    pointers.some(
      (pointer) => pointer === `/automationRules/${name}` || pointer.startsWith(`/automationRules/${name}/`),
    );
  const next = rulesOf(after);
  for (const [name, rule] of next) {
    const was = old.get(name);
    if (was !== undefined && !touched(name)) continue;
    if (was === undefined) add(name, `The rule ${name} is new: it ${ruleWords(rule)}.`);
    else if (was.enabled === false && rule.enabled === true) {
      add(name, `The rule ${name} is switched on: it ${ruleWords(rule)}.`);
    } else add(name, `The rule ${name} changes: it ${ruleWords(rule)}.`);
    const warned = effectsOf(rule).flatMap(({ instructions }) => warning(textOf(instructions) ?? '') ?? []);
    for (const sentence of new Set(warned)) {
      add(
        name,
        sentence.replace(/^Its/, `The rule ${name}: its`),
        'Reject it, and ask its author what the wording is for.',
      );
    }
  }
  for (const name of old.keys())
    if (!next.has(name)) add(name, `The rule ${name} goes.`, 'Keep the rule, switched off.');
  return found;
};
