import {
  policyLayers,
  textOf,
  type AppliesTo,
  type PolicyBundle,
  type PolicyEffect,
  type PolicyLayer,
  type PolicyLimit,
  type PolicyList,
  type PolicyRule,
} from '@sourceos/sync-kernel';
import { policyEffect } from '../records/policy-effect.js';
import { entriesOf, textsOf } from './members.js';

type Members = Readonly<Record<string, unknown>>;

export const layerOf = (value: unknown): PolicyLayer | undefined => policyLayers.find((layer) => layer === value);

export const effectOf = (value: unknown): PolicyEffect | undefined =>
  policyEffect.values.find((effect) => effect === value);

/** What an item speaks about; undefined where that cannot be told, so that nothing is taken to be about less. */
export const appliesToOf = ({ capability, subjects }: Members): AppliesTo | undefined => {
  const [name, list] = [textOf(capability), textsOf(subjects)];
  if (name === undefined || (subjects !== undefined && list === undefined)) return undefined;
  return list === undefined ? { capability: name } : { capability: name, subjects: list };
};

const ruleOf = (item: Members): PolicyRule | undefined => {
  const [target, effect] = [appliesToOf(item), effectOf(item.effect)];
  return target === undefined || effect === undefined
    ? undefined
    : { ...target, effect, reason: textOf(item.reason) ?? '' };
};

const limitOf = (item: Members): PolicyLimit | undefined => {
  const [target, quantity, { maximum }] = [appliesToOf(item), textOf(item.quantity), item];
  return target === undefined || quantity === undefined || typeof maximum !== 'number'
    ? undefined
    : { ...target, quantity, maximum };
};

const listOf = (item: Members): PolicyList | undefined => {
  const [target, dimension, values] = [appliesToOf(item), textOf(item.dimension), textsOf(item.values)];
  return target === undefined || dimension === undefined || values === undefined
    ? undefined
    : { ...target, dimension, values };
};

/** Items by name, each read; undefined where one cannot be. */
const readAll = <Item>(
  value: unknown,
  read: (item: Members) => Item | undefined,
): Readonly<Record<string, Item>> | undefined => {
  const found: [string, Item][] = [];
  for (const [name, entry] of entriesOf(value ?? {}) ?? [['', {}] as const]) {
    const item = read(entry);
    if (item === undefined) return undefined;
    found.push([name, item]);
  }
  return Object.fromEntries(found);
};

/**
 * What a record says as a bundle; undefined where it is none. Members that this version does not know are passed over:
 * a bundle of a newer minor version restricts by what is known of it.
 */
export const readBundle = (record: Members): PolicyBundle | undefined => {
  if (record.type !== 'PolicyBundle' || record.rules === undefined) return undefined;
  const layer = layerOf(record.layer);
  const rules = readAll(record.rules, ruleOf);
  const limits = readAll(record.limits, limitOf);
  const allowLists = readAll(record.allowLists, listOf);
  const denyLists = readAll(record.denyLists, listOf);
  if (layer === undefined || rules === undefined || limits === undefined) return undefined;
  if (allowLists === undefined || denyLists === undefined) return undefined;
  const { edition } = record;
  return {
    name: textOf(record.name) ?? '',
    layer,
    edition: typeof edition === 'number' ? edition : 0,
    rules,
    limits,
    allowLists,
    denyLists,
  };
};
