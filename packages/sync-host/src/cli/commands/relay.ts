import type { Flags } from '../flags.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { pickScope } from '../pick-scope.js';
import { withSession } from '../session.js';
import { canAsk, confirm } from '../terminal/ask.js';

export interface RelayFlags extends Flags {
  readonly scope?: string;
  readonly none?: true;
  readonly yes?: true;
}

/** `sync-host relay set <url>`, or `--none`: another relay for a scope. */
export const relaySet = (url: string | undefined, flags: RelayFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    if ((url === undefined) === (flags.none === undefined)) return usage('Say a relay’s address, or --none.');
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const set = scope.value.setRelay(url);
    if (!set.ok) return refusal(set);
    const { scopeId } = scope.value;
    return outcome({ scopeId, relay: url ?? null }, [
      url === undefined ? `${scopeId} has no relay.` : `${scopeId} syncs through ${url}.`,
    ]);
  });

/** `sync-host relay trust`: a person's word that a contradiction is explained. Its evidence stays in the audit log. */
export const relayTrust = (flags: RelayFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const scope = pickScope(session, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { scopeId } = scope.value;
    const { relayTrust: trust, evidence, configured } = scope.value.connection();
    // One that lost a scope contradicts nobody, and has no word of it: that is found by asking.
    const asked = trust === 'trusted' && configured ? await scope.value.sync() : undefined;
    const lost = asked?.ok === false && asked.code === 'scope_unknown';
    if (scope.value.connection().relayTrust === 'trusted' && !lost) {
      return outcome({ scopeId, trusted: true }, ['The relay is trusted already.']);
    }
    const found = lost ? 'The relay had the scope, and knows nothing of it any more.' : evidence?.message;
    const question = `${found ?? 'The relay has another key.'} Trust it again?`;
    if (flags.yes !== true && !canAsk()) return usage('To trust it again without being asked, say --yes.');
    if (flags.yes !== true && !(await confirm(question)))
      return outcome({ scopeId, trusted: false }, ['It stays distrusted.']);
    const trusted = scope.value.trustRelay();
    return trusted.ok
      ? outcome({ scopeId, trusted: true }, [
          { tone: 'good', text: 'Trusted again: what it has is checked from the beginning.' },
        ])
      : refusal(trusted);
  });
