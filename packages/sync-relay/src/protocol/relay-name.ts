/** What a relay may be called. */
export const isRelayName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{0,127}$/.test(name);

/** The id of a relay of that name. */
export const relayIdOf = (name: string): string => `urn:srcos:relay:${name}`;
