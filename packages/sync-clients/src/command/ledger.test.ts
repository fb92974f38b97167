import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginCommand,
  emptyLedger,
  endCommand,
  entryOf,
  forgetExpired,
  ledgerTime,
  type CommandLedger,
} from './ledger.js';

const ids = ['urn:srcos:device-command:a', '__proto__', 'constructor'];
const step = fc.record({
  do: fc.constantFrom('begin', 'begin', 'end', 'forget', 'crash'),
  id: fc.constantFrom(...ids),
  now: fc.nat(20),
});

/** What came from disk: JSON, as it was kept before the command ran. */
const reloaded = (ledger: CommandLedger): CommandLedger => JSON.parse(JSON.stringify(ledger)) as CommandLedger;

describe('the ledger of commands', () => {
  it('lets no command begin twice before it expires, whatever the clock and the host do', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const expires = 10;
        let ledger = emptyLedger;
        const ran: string[] = [];
        for (const { do: what, id, now } of steps) {
          if (what === 'begin') {
            // A host asks whether it is expired first.
            if (ledgerTime(ledger, now) >= expires) continue;
            const begun = beginCommand(ledger, id, expires, now);
            ledger = begun.ledger;
            if (begun.begun) ran.push(id);
          } else if (what === 'end') ledger = endCommand(ledger, id, 'applied', expires, now);
          else if (what === 'forget') ledger = forgetExpired(ledger, now);
          else ledger = reloaded(ledger);
        }
        expect(new Set(ran).size).toBe(ran.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps how a command ended first', () => {
    const once = endCommand(emptyLedger, 'a', 'ignored', 10, 1);
    expect(entryOf(endCommand(once, 'a', 'applied', 10, 2), 'a')).toEqual({ state: 'ignored', expires: 10 });
  });

  it('forgets what has expired, and nothing else', () => {
    const { ledger } = beginCommand(beginCommand(emptyLedger, 'a', 10, 1).ledger, 'b', 20, 1);
    expect(Object.keys(forgetExpired(ledger, 10).commands)).toEqual(['b']);
    expect(forgetExpired(ledger, 10).latest).toBe(10);
  });
});
