import type { Engine, LocalChange } from '@sourceos/sync-kernel';

/** The kinds of scope instance whose log carries a record of an encryption scope (I2). */
const carriers: Readonly<Record<string, readonly string[]>> = {
  public: ['profile', 'workspace', 'org'],
  profile: ['profile'],
  vault: ['profile', 'workspace', 'org'],
  workspace: ['workspace'],
  org: ['org'],
};

/** The encryption scope under which a log of the scope instance carries an engine's records; undefined for none. */
export const carriedScope = ({ manifest, scopes }: Engine, scopeId: string): LocalChange['encryptionScope'] => {
  const kind = scopeId.split(':')[2] ?? '';
  return [manifest.encryptionScope, ...scopes].find((scope) => carriers[scope]?.includes(kind) === true);
};
