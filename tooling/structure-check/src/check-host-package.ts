import { canonicalEngines, enginePackage } from '@sourceos/sync-spec';
import type { Finding } from '@sourceos/workspace';
import type { Checkout } from './checkout.js';

/** A host takes engines as arguments. Its command loads those that are installed beside it: it depends on none. */
const path = 'packages/sync-host/package.json';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const membersOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});

/**
 * Every canonical engine is an optional peer of the host, so that a user chooses which are installed and which versions
 * go together is said once; and no engine is a dependency. Packages that are no engines stay what they were.
 */
export const checkHostPackage = (checkout: Checkout): readonly Finding[] => {
  if (checkout.read(path) === undefined) return [];
  const json = checkout.readObject(path);
  const [dependencies, peers, meta, development] = [
    json.dependencies,
    json.peerDependencies,
    json.peerDependenciesMeta,
    json.devDependencies,
  ].map(membersOf) as [Readonly<Record<string, unknown>>, ...Readonly<Record<string, unknown>>[]];
  const engines = canonicalEngines.map(({ engineId }) => enginePackage(engineId));
  const expected = new Set<string>(engines);
  const findings = engines.flatMap((name): readonly Omit<Finding, 'path'>[] => [
    ...(peers?.[name] === 'workspace:^' && membersOf(meta?.[name]).optional === true
      ? []
      : [{ found: `${name} is no optional peer`, expected: 'peerDependencies and peerDependenciesMeta to have it' }]),
    ...(development?.[name] === 'workspace:^'
      ? []
      : [{ found: `${name} is no devDependency`, expected: 'workspace:^, for the tests of the command' }]),
    ...(name in dependencies ? [{ found: `${name} is a dependency`, expected: 'an optional peer alone' }] : []),
  ]);
  const others = Object.keys(peers ?? {})
    .filter((name) => !expected.has(name))
    .map((name) => ({ found: `the peer ${name}`, expected: 'no peers but the canonical engines' }));
  return [...findings, ...others].map((finding) => ({ path, ...finding }));
};
