/** A manifest as text, in the way that the estate's repositories write theirs. */
export const format = (manifest: unknown): string => `${JSON.stringify(manifest, null, 2)}\n`;
