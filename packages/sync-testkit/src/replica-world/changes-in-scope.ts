import { carriesScope, type Engine, type LocalChange } from '@sourceos/sync-kernel';

/** The encryption scope under which a log of the scope instance carries an engine's records; undefined for none. */
export const carriedScope = ({ manifest, scopes }: Engine, scopeId: string): LocalChange['encryptionScope'] =>
  [manifest.encryptionScope, ...scopes].find((scope) => carriesScope(scopeId, scope));
