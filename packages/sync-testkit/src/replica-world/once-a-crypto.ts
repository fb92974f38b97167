import type { Crypto } from '@sourceos/sync-kernel/wire';

/** Makes something once for each crypto: runs of one crypto share it, as nothing in it depends on a seed. */
export const onceACrypto = <Made>(make: (crypto: Crypto) => Made): ((crypto: Crypto) => Made) => {
  const made = new WeakMap<Crypto, { readonly value: Made }>();
  return (crypto) => {
    const known = made.get(crypto) ?? { value: make(crypto) };
    made.set(crypto, known);
    return known.value;
  };
};
