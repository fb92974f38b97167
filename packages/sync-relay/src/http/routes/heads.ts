import type { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { hashName } from '@sourceos/sync-kernel/wire';
import { proveConsistency, proveInclusion } from '../../tree/tree.js';
import { wholeNumber, type Answering } from '../answering.js';
import type { RelayParts } from '../context.js';

/** Heads, and proofs that they continue one another and hold an entry. */
export const addHeads = (
  app: Hono<{ Bindings: HttpBindings }>,
  { store }: RelayParts,
  { fail, forMember }: Answering,
): void => {
  app.get(
    '/v1/scopes/:scopeId/head',
    forMember(async (c, scope) => {
      const from = wholeNumber(c.req.query('from'), 0);
      const head = scope.head();
      if (from === undefined || from > head.size)
        return fail({ code: 'malformed', detail: `The log has ${head.size} entries.` });
      const proof =
        from === 0 ? [] : await proveConsistency((nodes) => store.nodes(scope.scopeId, nodes), from, head.size);
      return c.json({ head, proof: proof.map(hashName) });
    }),
  );
  app.get(
    '/v1/scopes/:scopeId/proof',
    forMember(async (c, scope) => {
      const sequence = wholeNumber(c.req.query('sequence'), 0);
      const head = scope.head();
      if (sequence === undefined || sequence < 1 || sequence > head.size) {
        return fail({ code: 'not_found', detail: `The log has ${head.size} entries, from 1.` });
      }
      const path = await proveInclusion((nodes) => store.nodes(scope.scopeId, nodes), sequence - 1, head.size);
      return c.json({ head, sequence, path: path.map(hashName) });
    }),
  );
};
