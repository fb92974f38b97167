import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { keyIdOf } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { rotateRoot } from '../../membership/rotate-root.js';
import type { Flags } from '../flags.js';
import { random } from '../home/random.js';
import { appliedExit, appliedLines, applyRecords, makerOf } from '../join/maker-of.js';
import { outcome, refusal, usage, type CommandResult, type Line } from '../outcome.js';
import { pickScope } from '../pick-scope.js';
import { withSession } from '../session.js';
import { canAsk, confirm } from '../terminal/ask.js';
import { counted } from '../terminal/counted.js';

export interface RootFlags extends Flags {
  readonly scope?: string;
  readonly threshold?: number;
  readonly yes?: true;
}

const publicKeysHere = (secrets: readonly Uint8Array[]): readonly string[] =>
  secrets.map((secret) => bytesToHex(nativeCrypto.publicKey(secret)));

/** `sync-host root`: who holds the root of a scope, and how many of them sign together. */
export const rootShow = (flags: RootFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { scopeId } = scope.value;
    const root = scope.value.control().root();
    if (root === undefined) return refusal({ code: 'no_root', message: `${scopeId} has no root in force here.` });
    const here = new Set(publicKeysHere(session.keyring.rootSecrets(scopeId)));
    const { version, expires, keys, roles } = root;
    const { threshold } = roles.root;
    const holders = roles.root.keys.flatMap((id) => {
      const key = keys[id];
      return key === undefined ? [] : [{ id, key, own: here.has(key) }];
    });
    return outcome({ scopeId, version, expires: new Date(expires).toISOString(), threshold, holders }, [
      `${scopeId}: root ${version}, until ${new Date(expires).toISOString().slice(0, 10)}; ${threshold} of ${counted(holders.length, 'key')} sign`,
      ...holders.map(({ key, own }): Line => (own ? { tone: 'strong', text: `${key}  (this device)` } : key)),
    ]);
  });

/** `sync-host root key`: this device's own key for the root, made where there is none; what it prints is public. */
export const rootKey = (flags: RootFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { scopeId } = scope.value;
    const [known] = publicKeysHere(session.keyring.rootSecrets(scopeId));
    if (known !== undefined) return outcome({ scopeId, key: known }, [known]);
    const secret = random(32);
    const root = session.keyring.keepRootSecret(scopeId, secret);
    const kept = session.store.changeKeys([root.row]);
    if (!kept.ok) return refusal(kept);
    root.adopt();
    const key = bytesToHex(nativeCrypto.publicKey(secret));
    return outcome({ scopeId, key }, [key]);
  });

/** `sync-host root share <key…> [--threshold n]`: has others hold the root too, who sign together from then on. */
export const rootShare = (given: readonly string[], flags: RootFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { scopeId } = scope.value;
    const wrong = given.find((key) => !/^[0-9a-f]{64}$/.test(key));
    if (wrong !== undefined) return usage(`Expected a key as root key prints it on the other device: ${wrong}`);
    if (scope.value.connection().configured) await scope.value.sync();
    const maker = makerOf(session, scope.value);
    if (!maker.ok) return refusal(maker);
    const root = scope.value.control().root();
    const before = root?.roles.root.keys.flatMap((id) => root.keys[id] ?? []) ?? [];
    const holders = [...new Set([...before, ...given])].map(hexToBytes);
    const threshold = flags.threshold ?? root?.roles.root.threshold ?? 1;
    if (threshold > holders.length) {
      return usage(`--threshold ${threshold}: there are ${counted(holders.length, 'key')} to sign.`);
    }
    if (flags.yes !== true) {
      if (!canAsk()) return usage('To change the root without being asked, say --yes.');
      const question = `Have ${counted(holders.length, 'key')} hold the root, ${threshold} of which sign together?`;
      if (!(await confirm(question))) return outcome({ scopeId, shared: false }, ['The root stays as it is.']);
    }
    const made = rotateRoot(maker.value, { holders, threshold });
    if (!made.ok) return refusal(made);
    const applied = await applyRecords(scope.value, made.value);
    if (!applied.ok) return refusal(applied);
    const ids = holders.map((key) => keyIdOf(nativeCrypto, key));
    return outcome(
      { scopeId, shared: true, threshold, holders: ids, ...applied.value },
      [
        { tone: 'good', text: `${counted(holders.length, 'key')} hold the root, ${threshold} of which sign together.` },
        ...appliedLines(applied.value),
      ],
      appliedExit(applied.value),
    );
  });
