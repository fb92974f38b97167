const underScope: ReadonlySet<string> = new Set(['entries', 'head', 'proof', 'snapshot', 'feed']);
const top: ReadonlySet<string> = new Set(['challenge', 'session']);

/** A path as metrics label it: one of a fixed list, whatever a client asks for. */
export const routeName = (path: string): string => {
  const [, first = '', second = '', third = '', fourth = '', ...more] = path.split('/');
  if (more.length > 0) return 'other';
  if (first === 'health') return 'health';
  if (first === 'metrics') return 'metrics';
  if (first !== 'v1') return 'other';
  if (second === '') return 'relay';
  if (second === 'mailboxes') return 'mailbox';
  if (second === 'scopes' && fourth === '') return third === '' ? 'other' : 'scope';
  if (second === 'scopes') return underScope.has(fourth) ? fourth : 'other';
  return top.has(second) && third === '' ? second : 'other';
};
