/**
 * A script of a test as one file that Node runs as it is, and so starts in a fraction of the time that a loader or a
 * hundred modules take. Made once for a test's process, in its package's `.results`, where Node finds what is not
 * bundled (native drivers), and removed when the process ends.
 *
 * @param script path of a TypeScript or JavaScript module
 * @returns path of the file
 */
export declare const bundledScript: (script: string) => Promise<string>;
