/**
 * What became of requests: how many had which status; `none` where the connection ended without an answer, `refused`
 * where an append was answered and its first entry refused.
 */
export type Statuses = Readonly<Record<string, number>>;

/** Whether nothing of it was taken, and the relay did not fail over it. A WebSocket that is opened (101) takes nothing. */
export const refusalsOnly = (statuses: Statuses): boolean =>
  Object.keys(statuses).every((status) => ['none', 'refused', '101'].includes(status) || status.startsWith('4'));
