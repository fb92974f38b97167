/** The host of a clone address, by the platform's parser; the address itself where it is none. */
export const hostOf = (remote: string): string => (URL.canParse(remote) ? new URL(remote).host || remote : remote);
