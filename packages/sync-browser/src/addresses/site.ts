import { parse } from 'tldts';

const options = { allowPrivateDomains: true, extractHostname: false } as const;

const authority = /^https?:\/\/([^/?#\\@]+)/i;

/**
 * The host and port of an address; the address itself where it has none. The record schema lets only addresses through
 * whose host stands where this looks for it: without a user name, and without characters that a browser reads otherwise.
 */
export const hostOf = (address: string): string => authority.exec(address)?.[1]?.toLowerCase() ?? address;

/** Whether an address is fetched without encryption. */
export const isPlain = (address: string): boolean => /^http:/i.test(address);

/**
 * Who answers for an address: the domain that somebody registered, by the Public Suffix List, private section
 * included, so that two users of one hoster are two sites; the host itself where it has no such domain.
 */
export const siteOf = (address: string): string => {
  const hostname = hostOf(address).replace(/\.?(?::[0-9]+)?$/, '');
  return parse(hostname, options).domain ?? hostname;
};

/** Whether all hosts below a domain belong to more than one registrant, or it is none: `co.uk`, `github.io`, `1.10`. */
export const isShared = (domain: string): boolean => {
  const last = domain.slice(domain.lastIndexOf('.') + 1);
  return /^[0-9]+$/.test(last) || parse(domain, options).domain === null;
};
