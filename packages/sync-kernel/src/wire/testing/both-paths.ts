import { nativeCrypto } from '../../native/index.js';
import { portableCrypto } from '../portable-crypto.js';

/** Both implementations of `Crypto`, by name, for `describe.each`. */
export const bothPaths = [
  { path: 'native', crypto: nativeCrypto },
  { path: 'portable', crypto: portableCrypto },
] as const;
