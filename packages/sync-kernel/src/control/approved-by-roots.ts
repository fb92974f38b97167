import type { Crypto } from '../wire/crypto.js';
import { hashName } from '../wire/hash-name.js';
import type { Authority } from './authority.js';
import { keyIdOf } from './control-record.js';
import type { ControlView } from './control-view.js';

/** Signatures that are looked at: a root has 64 keys at most. */
const mostApprovals = 64;

/** See `ControlView.approvedByRoots`. A key counts once, however often it signs; keys that no root names are not tried. */
export const createRootApproval =
  (crypto: Crypto, authority: () => Authority): NonNullable<ControlView['approvedByRoots']> =>
  (message, approvals) => {
    const { roots, approved } = authority();
    const signers = new Set<string>();
    for (const { publicKey, signature } of approvals.slice(0, mostApprovals)) {
      const keyId = keyIdOf(crypto, publicKey);
      if (signers.has(keyId) || roots.current?.roles.root.keys.includes(keyId) !== true) continue;
      if (crypto.verify(publicKey, message, signature)) signers.add(keyId);
    }
    return approved({ id: hashName(crypto.sha256(message)), signers });
  };
