import type { Json, JsonObject, Migration } from '@sourceos/sync-kernel';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A rule of the draft: its name stood in it, and `ask` is `review` now. */
const ruleOf = (rule: Json): readonly [string, JsonObject] => {
  if (!isObject(rule) || typeof rule.name !== 'string') throw new TypeError('a rule has no name');
  const { name, effect, ...rest } = rule;
  return [name, { ...rest, effect: effect === 'ask' ? 'review' : (effect ?? 'deny') }];
};

/**
 * From 0.0.1, the draft of the model: the rules of a bundle stood in a list.
 *
 * @throws TypeError where a bundle would lapse by itself, or two rules have one name: to bring such a record along
 *   would loosen what it says, so it waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { rules, expiresAt, ...rest } = record;
  if (expiresAt !== undefined) throw new TypeError('a bundle that lapses by itself has no place in the model');
  if (!Array.isArray(rules)) return record;
  const named = rules.map(ruleOf);
  if (new Set(named.map(([name]) => name)).size < named.length) throw new TypeError('two rules have one name');
  return { ...rest, rules: Object.fromEntries(named) };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
