/** Whether a value is a right repository manifest: what `repoManifestSchema.safeParse(value).success` says, faster. */
export declare const acceptsRepoManifest: (value: unknown) => boolean;
