/** Tests that have nothing to say in a browser: a file or folder, or all tests whose name has these words. */
export type NodeOnly = { readonly reason: string } & (
  | {
      /** The start of the file's path, from the kernel's folder. */
      readonly path: string;
    }
  | {
      /** Words in the test's full name. */
      readonly words: string;
    }
);

/** Every test of the kernel that Chromium does not run. What is not named here runs in both. */
export const nodeOnly: readonly NodeOnly[] = [
  { path: 'test/proofs/', reason: 'has the scanner read an estate on disk' },
  { path: 'test/malformed-memory.test.ts', reason: 'asks V8 what memory is kept' },
  { path: 'src/native/ed25519.test.ts', reason: 'a test of the fast path' },
  { words: 'native', reason: 'a test of the fast path' },
  { words: 'the two paths', reason: 'a test that holds the fast path against the portable one' },
];

/** The start of the path of every file that Chromium does not run. */
export const nodeOnlyPaths: readonly string[] = nodeOnly.flatMap((one) => ('path' in one ? [one.path] : []));

const words = nodeOnly.flatMap((one) => ('words' in one ? [one.words] : [])).join('|');

/** Matches the full names of all tests but the Node-only ones; for vitest's `testNamePattern`. */
export const browserTestName = new RegExp(`^(?!.*\\b(?:${words})\\b)`, 'is');

/** Whether Chromium leaves a test out. */
export const isNodeOnly = (file: string, name: string): boolean =>
  nodeOnlyPaths.some((path) => file.startsWith(path)) || !browserTestName.test(name);
