const parts = /^https:\/\/(\[[^\]]*\]|[^/?#:\\]*)(?::(\d+))?/i;

/** The host of an endpoint, in lower case; the address itself where it is none. The schema lets no credentials through. */
export const hostOf = (endpoint: string): string => {
  const [, host = '', port] = parts.exec(endpoint) ?? [];
  if (host === '') return endpoint.slice(0, 80);
  return port === undefined || port === '443' ? host.toLowerCase() : `${host.toLowerCase()}:${port}`;
};

/** What is odd about an endpoint, as the rest of a sentence about it; undefined where nothing is. */
export const oddity = (endpoint: string): string | undefined => {
  const [, host = ''] = parts.exec(endpoint) ?? [];
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === '') return undefined;
  // 127.0.0.1, 0x7f.1, 2130706433 and [::1] are addresses: the last label of a name is no number (WHATWG URL §3.5).
  if (name.startsWith('[') || /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(name)) {
    return 'is an address without a name, so that nobody can tell whose machine it is';
  }
  if (name === 'localhost' || /\.(?:localhost|local|internal|lan|home\.arpa)$/.test(name)) {
    return 'is a name of this machine or its own network, and said to be remote';
  }
  if (name.split('.').some((label) => label.startsWith('xn--')) || !/^[ -~]*$/.test(name)) {
    return 'is written in letters that can look like others';
  }
  return undefined;
};
