import * as fc from 'fast-check';
import { hashOf } from './hash.js';
import type { NewEntry, SealedKey } from './rows.js';
import type { Changes, Loaded, Store } from './store.js';

/** One method of a store with its arguments, as a test draws it. */
export type Step = readonly [name: string, call: (store: Store) => unknown];

const scopeIds = ['urn:srcos:workspace:garden', 'urn:srcos:profile:ada', 'urn:srcos:org:unknown'] as const;
const devices = ['urn:srcos:device:ada-laptop', 'urn:srcos:device:bob-phone'] as const;
const text = (name: string): Uint8Array => new TextEncoder().encode(name);
const nameOf = (name: string): string => hashOf(text(name));

const scopeId = fc.constantFrom(...scopeIds);
const device = fc.constantFrom(...devices);
const few = fc.nat(7);
const time = fc.nat(40);
const writeId = few.map((n) => nameOf(`write ${n}`));
const bytes = fc.oneof(
  few.map((n) => text(`bytes ${n}`)),
  fc.uint8Array({ maxLength: 40 }),
);
const optional = <Value>(name: string, arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined }).map((value) => (value === undefined ? {} : { [name]: value }));

const entry: fc.Arbitrary<NewEntry> = fc
  .tuple(fc.boolean(), bytes, device, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 }), time)
  .chain(([isBatch, body, deviceId, sequence, size, place]) =>
    optional('relaySequence', fc.constant(place)).map((at): NewEntry => {
      if (!isBatch) return { kind: 'control', bytes: body, ...at };
      const statement = {
        deviceId,
        sequence,
        size,
        root: nameOf(`root ${sequence}`),
      };
      const named = new Uint8Array([...body, ...text(`${deviceId} ${sequence} ${size}`)]);
      return { kind: 'batch', bytes: named, statement, ...at };
    }),
  );
const queueRow = fc.tuple(writeId, time, optional('expires', time), few).map(([id, since, expires, size]) => ({
  writeId: id,
  since,
  ...expires,
  size,
}));
const reasons = fc.constantFrom(
  [],
  [
    {
      code: 'policy_denied' as const,
      detail: 'no_delegation' as const,
      evidence: { who: 'ünï' },
    },
  ],
);
const sealedKey: fc.Arbitrary<SealedKey> = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  sealed: bytes,
});

const changes: fc.Arbitrary<Changes> = fc.record(
  {
    scopeId,
    now: time,
    entries: fc.array(entry, { maxLength: 3 }),
    outbox: fc.array(
      fc.record({
        kind: fc.constantFrom('control', 'sealed-control', 'batch', 'gossip'),
        bytes,
      }),
      {
        maxLength: 3,
      },
    ),
    decisions: fc.array(
      fc
        .tuple(
          writeId,
          fc.constantFrom('applied', 'held', 'rejected'),
          optional('collection', fc.constantFrom('shell', 'models')),
          optional('deviceId', device),
          reasons,
          time,
        )
        .map(([id, outcome, collection, deviceId, why, at]) => ({
          writeId: id,
          outcome,
          ...collection,
          ...deviceId,
          reasons: why,
          trace: ['parse' as const, 'identity' as const],
          at,
        })),
      { maxLength: 3 },
    ),
    settled: fc.array(writeId, { maxLength: 2 }),
    review: fc.array(queueRow, { maxLength: 3 }),
    quarantine: fc.array(
      fc
        .tuple(queueRow, device, reasons, optional('discarded', time), optional('body', bytes))
        .map(([row, deviceId, why, discarded, body]) => ({
          ...row,
          deviceId,
          reasons: why,
          ...discarded,
          ...body,
        })),
      { maxLength: 3 },
    ),
    audit: fc.array(bytes, { maxLength: 2 }),
    keys: fc.array(sealedKey, { maxLength: 2 }),
  },
  { requiredKeys: ['scopeId', 'now'] },
);

const cursor = fc
  .tuple(fc.constantFrom('urn:srcos:relay:one', 'urn:srcos:relay:two'), few, optional('head', fc.json()), time)
  .map(([relayId, after, head, at]) => ({ relayId, after, ...head, at }));
const receipt = fc.tuple(bytes, few, time).map(([sent, sequence, at]) => ({
  hash: hashOf(sent),
  relayId: 'urn:srcos:relay:one',
  sequence,
  receipt: '{}',
  at,
}));

/** Calls as a device makes them, with few names, so that they meet each other. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.tuple(scopeId, changes).map(([id, { scopeId: _, ...rest }]): Step => [
        'addScope',
        (store) =>
          store.addScope({
            scope: { scopeId: id, genesis: text(id), addedAt: rest.now },
            ...rest,
          }),
      ]),
    },
    {
      weight: 5,
      arbitrary: changes.map((it): Step => ['acceptLocal', (store) => store.acceptLocal(it)]),
    },
    {
      weight: 5,
      arbitrary: fc
        .tuple(changes, fc.option(cursor, { nil: undefined }))
        .map(([it, at]): Step => [
          'acceptRemote',
          (store) => store.acceptRemote(at === undefined ? it : { ...it, cursor: at }),
        ]),
    },
    fc
      .tuple(scopeId, fc.option(fc.webUrl(), { nil: undefined }))
      .map(([id, url]): Step => ['setRelay', (store) => store.setRelay(id, url)]),
    fc
      .tuple(scopeId, fc.array(receipt, { maxLength: 4 }))
      .map(([id, it]): Step => ['markSent', (store) => store.markSent(id, it)]),
    fc
      .tuple(scopeId, fc.array(bytes, { maxLength: 4 }), time)
      .map(([id, sent, at]): Step => [
        'noteAttempt',
        (store) => store.noteAttempt(id, sent.map(hashOf), at, 'relay_unreachable'),
      ]),
    fc.tuple(scopeId, fc.array(bytes, { maxLength: 3 }), time).map(([id, again, at]): Step => [
      'requeue',
      (store) =>
        store.requeue(
          id,
          again.map((each) => ({ kind: 'batch', bytes: each })),
          at,
        ),
    ]),
    fc
      .tuple(scopeId, bytes)
      .map(([id, sent]): Step => ['dropUnsendable', (store) => store.dropUnsendable(id, hashOf(sent))]),
    fc.tuple(scopeId, time, fc.nat(30), fc.nat(20), few).map(([id, now, most, each, rows]): Step => [
      'trimQuarantine',
      (store) =>
        store.trimQuarantine({
          scopeId: id,
          now,
          bytes: most,
          bytesPerDevice: each,
          rows,
        }),
    ]),
    fc
      .tuple(scopeId, time, device, few, bytes, optional('decisionsBefore', time))
      .map(([id, now, deviceId, n, snapshot, before]): Step => [
        'compactHistory',
        (store) =>
          store.compactHistory({
            scopeId: id,
            now,
            horizon: new Map([[deviceId, n]]),
            snapshot,
            ...before,
          }),
      ]),
    fc
      .tuple(fc.array(sealedKey, { maxLength: 2 }), fc.constantFrom('a', 'b', 'c'))
      .map(([put, name]): Step => ['changeKeys', (store) => store.changeKeys(put, [name])]),
    fc
      .tuple(fc.constantFrom('x', 'y'), fc.option(fc.string({ unit: 'binary' }), { nil: undefined }))
      .map(([name, value]): Step => ['setSetting', (store) => store.setSetting(name, value)]),
    fc
      .tuple(fc.array(bytes, { maxLength: 2 }), fc.option(scopeId, { nil: undefined }))
      .map(([it, id]): Step => ['appendAudit', (store) => store.appendAudit(it, id)]),
  ),
  { maxLength: 30 },
);

/** Everything that can be read from a store. What it answers to a scope that it does not know is among it. */
export const readAll = (store: Store): unknown => ({
  scopes: store.scopes(),
  tally: store.tally(),
  audit: store.audit(0, 1_000),
  later: store.audit(2, 2),
  length: store.auditLength(),
  keys: store.sealedKeys(),
  key: store.sealedKey('a'),
  settings: [store.setting('x'), store.setting('y')],
  check: store.check(),
  perScope: scopeIds.map((id) => {
    const loaded: Loaded[] = [];
    const sent = store.outbox(id, { entries: 100, bytes: 1e6 });
    return {
      load: store.load(id, (it) => loaded.push(it)),
      loaded,
      sent,
      first: store.outbox(id, { entries: 3, bytes: 20 }),
      queued: store.outboxLength(id),
      isQueued: Array.from({ length: 8 }, (_, n) => store.isQueued(id, nameOf(`bytes ${n}`))),
      receipts: Array.from({ length: 8 }, (_, n) => store.receipt(id, nameOf(`bytes ${n}`))),
      dots: devices.map((it) => store.lastDot(id, it)),
      cursors: ['urn:srcos:relay:one', 'urn:srcos:relay:two'].map((it) => store.cursor(id, it)),
      decisions: store.decisions(id, {}),
      held: store.decisions(id, {
        outcome: 'held',
        collection: 'shell',
        since: 5,
        limit: 2,
      }),
      decision: store.decision(id, nameOf('write 1')),
      review: store.review(id),
      quarantine: store.quarantine(id),
      bodies: Array.from({ length: 8 }, (_, n) => store.quarantined(id, nameOf(`write ${n}`))),
    };
  }),
});
