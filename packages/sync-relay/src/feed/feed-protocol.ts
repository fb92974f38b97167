/** Why a feed is closed: WebSocket codes; the last three digits of ours are those of HTTP. */
export const feedCodes = {
  stopping: 1001,
  failed: 1011,
  malformed: 4400,
  session: 4401,
  member: 4403,
  slow: 4408,
} as const;
/** The subprotocol that a feed speaks. The token comes as a second one, `token.` before it: no URL shows it. */
export const feedProtocol = 'sourceos.relay.v1';
