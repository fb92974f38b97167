const authority = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#\\@]*@)?([^/?#\\@]+)/i;

/**
 * The host and port of a clone address; the address itself where it has none. The record schema lets only addresses
 * through whose host stands where this looks for it, and no credentials in a web address.
 */
export const hostOf = (remote: string): string => authority.exec(remote)?.[1]?.toLowerCase() ?? remote;
