import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '@sourceos/workspace';
import type { Checkout } from './checkout.js';
import type { EngineNames } from './engine-names.js';
import {
  descriptionStart,
  engineDependencies,
  engineDevDependencies,
  engineFile,
  optionalDevDependencies,
  packageDependencies,
  packageMembers,
} from './engine-rooms.js';

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where two values differ, at the deepest member that tells it: `exports["."].types`. */
const differences = (at: string, found: unknown, expected: unknown): readonly Omit<Finding, 'path'>[] => {
  if (isDeepStrictEqual(found, expected)) return [];
  if (!isObject(found) || !isObject(expected)) {
    return [{ found: `${at} is ${show(found)}`, expected: show(expected) }];
  }
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap((key) =>
    differences(`${at}${/^\w+$/.test(key) ? `.${key}` : `["${key}"]`}`, found[key], expected[key]),
  );
};

/** What is expected, with those optional members that are there. */
const withOptional = (expected: object, found: unknown, optional: Readonly<Record<string, string>>): object => ({
  ...expected,
  ...Object.fromEntries(Object.entries(optional).filter(([name]) => isObject(found) && Object.hasOwn(found, name))),
});

/** The members of package.json that engines share are the same, and those named after the engine follow from its id. */
export const checkEnginePackage = (checkout: Checkout, names: EngineNames): readonly Finding[] => {
  const path = `${names.directory}/package.json`;
  // A missing file is another check's finding.
  if (checkout.read(path) === undefined) return [];
  const json = checkout.readObject(path);
  const members = packageMembers(names);
  const isEngine = checkout.read(`${names.directory}/${engineFile}`) !== undefined;
  const expectedMembers = {
    ...members,
    devDependencies: isEngine
      ? { ...members.devDependencies, ...engineDevDependencies }
      : withOptional(members.devDependencies, json.devDependencies, optionalDevDependencies),
  };
  const shared = Object.entries(expectedMembers).flatMap(([member, expected]) =>
    differences(member, json[member], expected),
  );
  const found = isObject(json.dependencies) ? json.dependencies : {};
  const needed = isEngine ? { ...packageDependencies, ...engineDependencies } : packageDependencies;
  const dependencies = Object.entries(needed).flatMap(([name, range]) =>
    differences(`dependencies["${name}"]`, found[name], range),
  );
  const start = descriptionStart(names);
  const description =
    typeof json.description === 'string' && json.description.startsWith(start)
      ? []
      : [{ found: `description is ${show(json.description)}`, expected: `it to begin with ${show(start)}` }];
  return [...shared, ...dependencies, ...description].map((difference) => ({ path, ...difference }));
};
