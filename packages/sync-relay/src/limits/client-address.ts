import { isIP } from 'node:net';

/** An address as proxies write it: bare, with a port, or in brackets; undefined for what is none. */
const addressIn = (text: string): string | undefined => {
  const bare =
    /^\[([0-9A-Fa-f:.%]{2,64})\](?::\d{1,5})?$/.exec(text)?.[1] ??
    /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(text)?.[1] ??
    text;
  return isIP(bare) === 0 ? undefined : bare;
};

/**
 * Who sent a request: the peer of the connection, or what trusted proxies say of it. Each proxy appends to
 * `X-Forwarded-For` whom it had the request from, so that only the last `hops` entries are not the client's own words.
 *
 * @param hops how many proxies stand before the relay; 0 believes none
 */
export const clientAddress = (peer: string, forwarded: string | undefined, hops: number): string => {
  let address = peer;
  const told = hops > 0 && forwarded !== undefined ? forwarded.split(',').slice(-hops).reverse() : [];
  for (const text of told) {
    const next = addressIn(text.trim());
    // A proxy that names no address is the farthest that is known.
    if (next === undefined) return address;
    address = next;
  }
  return address;
};
