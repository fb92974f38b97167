import type { Finding } from '@sourceos/workspace';
import type { Checkout } from './checkout.js';

const directoriesOf = ({ files }: Checkout): readonly string[] => [
  ...new Set(files.flatMap((path) => /^packages\/[^/]+(?=\/)/.exec(path)?.[0] ?? [])),
];

/** The version that most packages have, so that one that strayed is told, and not all the others. */
const commonVersion = (versions: readonly string[]): string => {
  const count = (version: string): number => versions.filter((other) => other === version).length;
  return [...versions].sort((a, b) => count(b) - count(a))[0] ?? '';
};

/** What holds for whatever is published: names, licence, one version (I16), and a README. */
export const checkEveryPackage = (checkout: Checkout): readonly Finding[] => {
  const directories = directoriesOf(checkout);
  const license = checkout.read('LICENSE');
  const packages = directories.map((directory) => ({
    directory,
    json: checkout.readObject(`${directory}/package.json`),
  }));
  const version = commonVersion(packages.flatMap(({ json }) => (typeof json.version === 'string' ? json.version : [])));
  return packages.flatMap(({ directory, json }) => {
    const path = `${directory}/package.json`;
    if (checkout.read(path) === undefined)
      return [{ path, found: 'nothing', expected: 'the package.json of a package' }];
    const findings: Finding[] = [];
    const add = (member: string, found: unknown, expected: string) =>
      findings.push({
        path,
        found: `${member} is ${found === undefined ? 'nothing' : JSON.stringify(found)}`,
        expected,
      });
    const expectEqual = (member: string, found: unknown, expected: string): void => {
      if (found !== expected) add(member, found, JSON.stringify(expected));
    };
    expectEqual('name', json.name, `@sourceos/${directory.slice('packages/'.length)}`);
    expectEqual('version', json.version, version);
    expectEqual('license', json.license, 'MIT');
    const repository = json.repository as { readonly directory?: unknown } | undefined;
    expectEqual('repository.directory', repository?.directory, directory);
    if (json.sideEffects !== false && !Array.isArray(json.sideEffects)) {
      add('sideEffects', json.sideEffects, 'false, or the list of files with side effects');
    }
    for (const file of ['LICENSE', 'README.md']) {
      if (checkout.read(`${directory}/${file}`) === undefined) {
        findings.push({ path: `${directory}/${file}`, found: 'nothing', expected: 'the file that its siblings have' });
      }
    }
    const ownLicense = checkout.read(`${directory}/LICENSE`);
    if (ownLicense !== undefined && ownLicense !== license) {
      findings.push({ path: `${directory}/LICENSE`, found: 'other text', expected: "the text of the root's LICENSE" });
    }
    return findings;
  });
};
