import fc from 'fast-check';
import { describe, it } from 'vitest';
import { equalBytes } from '../wire/bytes.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import * as s from './testing/scope.js';

const numRuns = 40 * Number(process.env.SOURCEOS_SOAK ?? 1);
const names = ['ann', 'ben', 'cat'];
const second = s.rootBody(
  ['new'],
  { root: s.role(1, 'new'), members: s.role(1, 'new'), delegations: s.role(1, 'new') },
  { version: 2, previous: s.idOf(s.ownerRoot), adopts: names.map((name) => s.idOf(s.memberBody(name))) },
);
const top = names.map((name) =>
  s.delegationBody({ authorId: s.personId(name) }, { roles: ['write', 'review'], collections: ['*'] }),
);
const children = names.flatMap((name) =>
  top.map((parent) =>
    s.delegationBody({ authorId: s.personId(name) }, { parent: s.idOf(parent), terminating: name === 'cat' }),
  ),
);

/** A pool of honest and dishonest records: each signed by the owner, the new root's key, a member or a stranger. */
const bodies = [
  ...names.map((name) => s.memberBody(name)),
  s.memberBody('ann', { signingKey: s.publicHex('ben') }),
  ...names.flatMap((name) => [s.removalBody(name, 3), s.removalBody(name, 7, [s.idOf(s.reviewBody(name))])]),
  ...names.map((name) => s.revocationBody({ kind: 'key', id: s.keyId(name) }, { stands: { [s.deviceId(name)]: 5 } })),
  ...top,
  ...children,
  ...top.map((body) =>
    s.revocationBody({ kind: 'delegation', id: s.idOf(body) }, { stands: { [s.deviceId('ann')]: 2 } }),
  ),
  ...names.map((name) => s.leaseBody('scout', name)),
  ...names.map((name) => s.reviewBody(name)),
  ...names.flatMap((name) => [
    s.acknowledgementBody(name, { ann: 3, ben: 4 }),
    s.acknowledgementBody(name, { ann: 5, ben: 4 }),
    s.acknowledgementBody(name, { ann: 4, ben: 9 }),
  ]),
  s.epochBody(1, names),
  s.epochBody(2, ['ann', 'ben']),
  s.epochBody(4, ['ann']),
];
const pool = [
  s.signed(second, 'owner', 'new'),
  s.signed(second, 'owner'),
  s.signed(second, 'new'),
  ...bodies.flatMap((body) => ['owner', 'new', ...names, 'mallory'].map((signer) => s.signed(body, signer))),
];
const history = fc.array(fc.constantFrom(...pool), { minLength: 30, maxLength: 120 });
const stateOf = (records: readonly Uint8Array[]) => canonicalBytes(s.ownerLog(records).view().replicated());

describe('a membership history', () => {
  it('says the same in every order and however often its records come', { timeout: 60_000 }, () => {
    const orders = history.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray([...records, ...records], { minLength: 2 * records.length, maxLength: 2 * records.length }),
      ),
    );
    fc.assert(
      fc.property(orders, ([records, shuffled]) => equalBytes(stateOf(records), stateOf(shuffled))),
      { numRuns },
    );
  });

  it('says the same to one who asked after each record as to one who asked at the end', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(history, (records) => {
        const log = s.ownerLog();
        for (const record of records) {
          log.add(record);
          log.view().replicated();
        }
        return equalBytes(canonicalBytes(log.view().replicated()), stateOf(records));
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });

  it('never lets more of a removed device stand, whatever comes later', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...names), (records, name) => {
        const log = s.ownerLog([s.signed(s.memberBody(name), 'owner'), s.signed(s.removalBody(name, 3), 'owner')]);
        return records.every((record) => {
          log.add(record);
          return log.view().membership(s.deviceId(name), 4) !== undefined;
        });
      }),
      { numRuns },
    );
  });
});
