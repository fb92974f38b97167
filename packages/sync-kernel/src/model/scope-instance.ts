/** The kind of a scope instance: `profile` of `urn:srcos:profile:…`; `''` of what is none. */
export const kindOfScope = (scopeId: string): string => scopeId.split(':')[2] ?? '';

const carriers: Readonly<Record<string, readonly string[]>> = {
  public: ['profile', 'workspace', 'org'],
  profile: ['profile'],
  vault: ['profile', 'workspace', 'org'],
  workspace: ['workspace'],
  org: ['org'],
};

/** Whether the log of a scope instance may carry a record of an encryption scope; `device` data has no log to be in (I2). */
export const carriesScope = (scopeId: string, encryptionScope: string): boolean =>
  carriers[encryptionScope]?.includes(kindOfScope(scopeId)) ?? false;
