import { describe, expect, it } from 'vitest';
import { createControlLog } from './create-control-log.js';
import * as s from './testing/scope.js';

const laptop = s.signed(s.memberBody('laptop'), 'owner');
const phone = s.signed(s.memberBody('phone'), 'owner');
const { start, day } = s;

describe('a member', () => {
  it('is a device whose membership the role signed', () => {
    const view = s.ownerLog([laptop]).view();
    expect(view.membership(s.deviceId('laptop'), 1)).toBeUndefined();
    expect(view.deviceKey(s.deviceId('laptop'))).toEqual(s.crypto.publicKey(s.secret('laptop')));
    expect(view.personOf(s.deviceId('laptop'))).toBe(s.personId('laptop'));
    expect(view.membership(s.deviceId('phone'), 1)?.detail).toBe('unknown_device');
  });

  it('stands up to the dot that its removal names, the lowest of several', () => {
    const log = s.ownerLog([laptop, s.signed(s.removalBody('laptop', 9), 'owner')]);
    const before = log.view().revision;
    expect(log.view().membership(s.deviceId('laptop'), 9)).toBeUndefined();
    log.add(s.signed(s.removalBody('laptop', 4), 'owner'));
    log.add(s.signed(s.removalBody('laptop', 7), 'owner'));
    expect(log.view().membership(s.deviceId('laptop'), 4)).toBeUndefined();
    expect(log.view().membership(s.deviceId('laptop'), 5)?.detail).toBe('device_revoked');
    expect(log.view().revision).toBeGreaterThan(before);
  });

  it('may remove itself and nobody else', () => {
    const view = s
      .ownerLog([
        laptop,
        phone,
        s.signed(s.removalBody('laptop', 3), 'laptop'),
        s.signed(s.removalBody('phone', 3), 'laptop'),
      ])
      .view();
    expect(view.membership(s.deviceId('laptop'), 4)?.detail).toBe('device_revoked');
    expect(view.membership(s.deviceId('phone'), 4)).toBeUndefined();
  });

  it('does not come back by being added again', () => {
    const log = s.ownerLog([laptop, s.signed(s.removalBody('laptop', 3), 'owner')]);
    log.add(s.signed(s.memberBody('laptop', { since: start + day }), 'owner'));
    expect(log.view().membership(s.deviceId('laptop'), 4)?.detail).toBe('device_revoked');
  });

  it('falls with its key, whatever device the key is in', () => {
    const view = s
      .ownerLog([
        laptop,
        s.signed(
          s.revocationBody({ kind: 'key', id: s.keyId('laptop') }, { stands: { [s.deviceId('laptop')]: 2 } }),
          'owner',
        ),
      ])
      .view();
    expect(view.membership(s.deviceId('laptop'), 2)).toBeUndefined();
    expect(view.membership(s.deviceId('laptop'), 3)?.detail).toBe('device_revoked');
  });
});

describe('two owners who remove each other at once', () => {
  it('are both removed, and recovery keys mend what is left', () => {
    const both = s.role(1, 'ann', 'ben');
    const root = s.rootBody(['ann', 'ben', 'safe'], {
      root: both,
      members: both,
      delegations: both,
      recovery: s.role(1, 'safe'),
    });
    const log = createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: s.signed(root, 'ann') });
    log.add(s.signed(s.memberBody('ann'), 'ann'));
    log.add(s.signed(s.memberBody('ben'), 'ben'));
    log.add(s.signed(s.revocationBody({ kind: 'key', id: s.keyId('ben') }), 'ann'));
    log.add(s.signed(s.revocationBody({ kind: 'key', id: s.keyId('ann') }), 'ben'));
    expect(log.view().membership(s.deviceId('ann'), 1)).toBeDefined();
    expect(log.view().membership(s.deviceId('ben'), 1)).toBeDefined();

    const mended = s.role(1, 'new');
    const next = s.rootBody(
      ['new', 'safe'],
      { root: mended, members: mended, delegations: mended, recovery: s.role(1, 'safe') },
      { version: 2, previous: s.idOf(root) },
    );
    expect(log.add(s.signed(next, 'new')).reasons.map((it) => it.detail)).toEqual(['threshold_not_met']);
    expect(log.add(s.signed(next, 'new', 'safe')).reasons).toEqual([]);
    log.add(s.signed(s.memberBody('cat'), 'new'));
    expect(log.view().membership(s.deviceId('cat'), 1)).toBeUndefined();
  });
});

describe('a delegation', () => {
  const toLaptop = s.delegationBody({ authorId: s.personId('laptop') }, { collections: ['policy.*'] });

  it('covers its author, role, collections and time, and nothing else', () => {
    const view = s.ownerLog([laptop, phone, s.signed(toLaptop, 'owner')]).view();
    expect(view.delegation(s.question('laptop'))).toBeUndefined();
    expect(view.delegationChain(s.question('laptop'))).toEqual([s.idOf(toLaptop)]);
    const no = (given: Parameters<typeof s.question>[1], name = 'laptop') =>
      view.delegation(s.question(name, given))?.detail;
    expect(no({}, 'phone')).toBe('no_delegation');
    expect(no({ role: 'rollback' })).toBe('no_delegation');
    expect(no({ collection: 'policy' })).toBe('no_delegation');
    expect(no({ wall: toLaptop.expires })).toBe('delegation_expired');
    // Another's name on one's own device is worth nothing.
    expect(no({ authorId: s.personId('laptop') }, 'phone')).toBe('no_delegation');
  });

  it('to a key covers the device that has it', () => {
    const view = s.ownerLog([laptop, s.signed(s.delegationBody({ key: s.publicHex('laptop') }), 'owner')]).view();
    expect(view.delegation(s.question('laptop'))).toBeUndefined();
  });

  it('is judged again when what it waits for comes', () => {
    const child = s.delegationBody({ authorId: s.personId('phone') }, { parent: s.idOf(toLaptop) });
    const log = s.ownerLog([s.signed(child, 'laptop')]);
    expect(log.view().withoutEffect(s.idOf(child))?.detail).toBe('no_delegation');
    for (const record of [phone, s.signed(toLaptop, 'owner'), laptop]) log.add(record);
    expect(log.view().withoutEffect(s.idOf(child))).toBeUndefined();
    expect(log.view().delegation(s.question('phone'))).toBeUndefined();
  });

  it('may be revoked by the role, from the dot on that the revocation names', () => {
    const view = s
      .ownerLog([
        laptop,
        s.signed(toLaptop, 'owner'),
        s.signed(
          s.revocationBody({ kind: 'delegation', id: s.idOf(toLaptop) }, { stands: { [s.deviceId('laptop')]: 5 } }),
          'owner',
        ),
      ])
      .view();
    expect(view.delegation(s.question('laptop', { n: 5 }))).toBeUndefined();
    expect(view.delegation(s.question('laptop', { n: 6 }))?.detail).toBe('delegation_revoked');
  });

  it('may be revoked by who granted it, not by who has it', () => {
    const child = s.delegationBody({ authorId: s.personId('phone') }, { parent: s.idOf(toLaptop) });
    const revoke = s.revocationBody({ kind: 'delegation', id: s.idOf(child) });
    const log = s.ownerLog([
      laptop,
      phone,
      s.signed(toLaptop, 'owner'),
      s.signed(child, 'laptop'),
      s.signed(revoke, 'phone'),
    ]);
    expect(log.view().delegation(s.question('phone'))).toBeUndefined();
    log.add(s.signed(revoke, 'laptop'));
    expect(log.view().delegation(s.question('phone'))?.detail).toBe('delegation_revoked');
  });

  it('that a removed device signed falls, unless the removal keeps it', () => {
    const child = s.delegationBody({ authorId: s.personId('phone') }, { parent: s.idOf(toLaptop) });
    const records = [laptop, phone, s.signed(toLaptop, 'owner'), s.signed(child, 'laptop')];
    const fallen = s.ownerLog([...records, s.signed(s.removalBody('laptop', 9), 'owner')]).view();
    expect(fallen.delegation(s.question('phone'))?.detail).toBe('no_delegation');
    const kept = s.ownerLog([...records, s.signed(s.removalBody('laptop', 9, [s.idOf(child)]), 'owner')]).view();
    expect(kept.delegation(s.question('phone'))).toBeUndefined();
  });
});

describe('a lease', () => {
  const lease = s.leaseBody('scout', 'laptop', { collections: ['policy.*'] });
  const asked = (given: Parameters<typeof s.question>[1] = {}, name = 'laptop') =>
    s.question(name, { authorId: s.agentId('scout'), ...given });

  it('lets an agent write on a device of its grantor, for a time', () => {
    const view = s.ownerLog([laptop, phone, s.signed(lease, 'laptop')]).view();
    expect(view.lease(asked())).toBeUndefined();
    expect(view.lease(s.question('phone'))).toBeUndefined();
    expect(view.lease(asked({ wall: lease.expires }))?.detail).toBe('lease_expired');
    expect(view.lease(asked({ wall: start - 1 }))?.detail).toBe('agent_without_lease');
    expect(view.lease(asked({ collection: 'shell.commands' }))?.detail).toBe('agent_without_lease');
    expect(view.lease(asked({}, 'phone'))?.detail).toBe('agent_without_lease');
  });

  it('is worth nothing where somebody else signed it', () => {
    const log = s.ownerLog([laptop, phone]);
    expect(log.add(s.signed(lease, 'phone')).reasons.map((it) => it.detail)).toEqual(['unknown_device']);
    expect(log.view().lease(asked())?.detail).toBe('agent_without_lease');
  });

  it('ends when its grantor revokes it, and with the device that signed it', () => {
    const records = [laptop, s.signed(lease, 'laptop')];
    const revoke = s.signed(s.revocationBody({ kind: 'lease', id: s.idOf(lease) }), 'laptop');
    expect(
      s
        .ownerLog([...records, revoke])
        .view()
        .lease(asked())?.detail,
    ).toBe('agent_without_lease');
    const removal = s.signed(s.removalBody('laptop', 9), 'owner');
    expect(
      s
        .ownerLog([...records, removal])
        .view()
        .lease(asked())?.detail,
    ).toBe('agent_without_lease');
  });

  it('is needed before an agent uses what was delegated to it', () => {
    const log = s.ownerLog([laptop, s.signed(s.delegationBody({ authorId: s.agentId('scout') }), 'owner')]);
    expect(log.view().delegation(asked())?.detail).toBe('no_delegation');
    log.add(s.signed(lease, 'laptop'));
    expect(log.view().delegation(asked())).toBeUndefined();
  });
});

describe('a review', () => {
  const reviewers = s.signed(s.delegationBody({ authorId: s.personId('laptop') }, { roles: ['review'] }), 'owner');
  const review = s.reviewBody('laptop');

  it('counts where its reviewer holds the role', () => {
    const log = s.ownerLog([laptop]);
    expect(log.add(s.signed(review, 'laptop')).reasons.map((it) => it.detail)).toEqual(['no_delegation']);
    expect(log.view().reviews(review.objectId)).toEqual([]);
    log.add(reviewers);
    expect(
      log
        .view()
        .reviews(review.objectId)
        .map((it) => it.id),
    ).toEqual([s.idOf(review)]);
  });

  it.each([
    ['of the device that made the write', s.reviewBody('laptop', { writeDevice: s.deviceId('laptop') }), 'laptop'],
    ['in the name of another person', s.reviewBody('laptop', { reviewerId: s.personId('phone') }), 'laptop'],
    ['that another device signed', review, 'phone'],
    ['of a collection that was not delegated', s.reviewBody('laptop', { collection: 'shell.commands' }), 'laptop'],
    ['after the delegation expired', s.reviewBody('laptop', { wall: start + 100 * day }), 'laptop'],
  ])('does not count: %s', (_what, body, signer) => {
    const view = s.ownerLog([laptop, phone, reviewers, s.signed(body, signer)]).view();
    expect(view.reviews(body.objectId)).toEqual([]);
  });

  it('of an agent does not count, whatever was delegated and leased to it', () => {
    const body = s.reviewBody('laptop', { reviewerId: s.agentId('scout') });
    const records = [
      laptop,
      s.signed(s.delegationBody({ authorId: s.agentId('scout') }, { roles: ['review'] }), 'owner'),
      s.signed(s.leaseBody('scout', 'laptop'), 'laptop'),
      s.signed(body, 'laptop'),
    ];
    expect(s.ownerLog(records).view().reviews(body.objectId)).toEqual([]);
  });

  it('comes with what its reviewer saw', () => {
    const later = s.reviewBody('laptop', { verdict: 'edit', record: { a: 1 }, sees: [s.idOf(review)] });
    const view = s.ownerLog([laptop, reviewers, s.signed(later, 'laptop')]).view();
    expect(view.reviews(later.objectId)).toEqual([
      expect.objectContaining({ sees: [s.idOf(review)], record: { a: 1 }, writeDevice: s.deviceId('elsewhere') }),
    ]);
  });
});

describe('acknowledgements', () => {
  const ack = (name: string, frontier: Record<string, number>, wall = start) =>
    s.signed(s.acknowledgementBody(name, frontier, wall), name);

  it('meet at the least dot that every live member has', () => {
    const log = s.ownerLog([laptop, phone, ack('laptop', { laptop: 9, phone: 4 })]);
    expect(log.view().frontier()).toEqual(new Map());
    log.add(ack('phone', { laptop: 5, phone: 6 }));
    expect(log.view().frontier()).toEqual(
      new Map([
        [s.deviceId('laptop'), 5],
        [s.deviceId('phone'), 4],
      ]),
    );
    log.add(s.signed(s.removalBody('phone', 6), 'owner'));
    expect(log.view().frontier()).toEqual(
      new Map([
        [s.deviceId('laptop'), 9],
        [s.deviceId('phone'), 4],
      ]),
    );
  });

  it('only grow, and only the greatest is kept', () => {
    const log = s.ownerLog([laptop]);
    const base = [...log.records()].length;
    for (let n = 1; n <= 20; n += 1) log.add(ack('laptop', { laptop: n }, start + n));
    log.add(ack('laptop', { laptop: 3 }, start + 3));
    expect([...log.records()]).toHaveLength(base + 1);
    expect(log.view().frontier()).toEqual(new Map([[s.deviceId('laptop'), 20]]));
  });

  it('leave the revision as it is: nothing that was decided depends on them', () => {
    const log = s.ownerLog([laptop]);
    const { revision } = log.view();
    log.add(ack('laptop', { laptop: 1 }));
    expect(log.view().revision).toBe(revision);
  });

  it('are not waited for from a device that was silent for too long', () => {
    const view = s.ownerLog([laptop, phone, ack('laptop', { laptop: 9 }, start + 100 * day)]).view();
    expect(view.frontierAt(start + 50 * day, 90 * day)).toEqual(new Map());
    expect(view.frontierAt(start + 120 * day, 90 * day)).toEqual(new Map([[s.deviceId('laptop'), 9]]));
  });
});

describe('an epoch', () => {
  it('is due after a joining and a removal', () => {
    const log = s.ownerLog([laptop]);
    expect(log.view().epochDue()).toBe(true);
    log.add(s.signed(s.epochBody(1, ['laptop']), 'owner'));
    expect(log.view()).toMatchObject({ scopeId: s.scopeId });
    expect(log.view().epochDue()).toBe(false);
    log.add(phone);
    expect(log.view().epochDue()).toBe(true);
    log.add(s.signed(s.epochBody(2, ['laptop', 'phone']), 'owner'));
    expect(log.view().epochDue()).toBe(false);
    log.add(s.signed(s.removalBody('phone', 0), 'owner'));
    expect(log.view().epochDue()).toBe(true);
    expect([log.view().epoch(), log.view().hasEpoch(1), log.view().hasEpoch(3)]).toEqual([2, true, false]);
  });

  it('is due as long as the newest does not know of a removal, concurrent as they may be', () => {
    const log = s.ownerLog([laptop, s.signed(s.epochBody(1, ['laptop']), 'owner')]);
    log.add(s.signed(s.removalBody('phone', 0), 'owner'));
    expect(log.view().removed()).toEqual([s.deviceId('phone')]);
    expect(log.view().epochDue()).toBe(true);
    log.add(phone);
    expect(log.view().removed()).toEqual([s.deviceId('phone')]);
    log.add(s.signed(s.epochBody(2, ['laptop']), 'owner'));
    expect(log.view().epochDue()).toBe(true);
    log.add(s.signed({ ...s.epochBody(3, ['laptop']), removed: [s.deviceId('phone')] }, 'owner'));
    expect(log.view().epochDue()).toBe(false);
    const key = { kind: 'key' as const, id: s.keyId('laptop') };
    log.add(s.signed(s.revocationBody(key), 'owner'));
    expect(log.view().removed()).toEqual([s.deviceId('laptop'), s.deviceId('phone')]);
  });

  it('keeps both keys where two began at once, and asks for another', () => {
    const view = s
      .ownerLog([
        laptop,
        s.signed(s.epochBody(1, ['laptop']), 'owner'),
        s.signed({ ...s.epochBody(1, ['laptop']), commitment: s.writeId('other') }, 'owner'),
      ])
      .view();
    expect(view.epochStatements(1)).toHaveLength(2);
    expect(view.epochDue()).toBe(true);
  });
});

describe('the log', () => {
  it('refuses another scope, and what is no root to trust', () => {
    const elsewhere = s.signed({ ...s.memberBody('laptop'), scopeId: 'urn:srcos:workspace:other' }, 'owner');
    expect(s.ownerLog().add(elsewhere)).toMatchObject({ accepted: false, reasons: [{ detail: 'other_workspace' }] });
    for (const root of [laptop, s.signed(s.ownerRoot, 'laptop'), 'sha256:12', new Uint8Array(3)]) {
      expect(() => createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root })).toThrow(TypeError);
    }
  });

  it('takes a hash to trust, and waits for its root', () => {
    const log = createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: s.idOf(s.ownerRoot) });
    log.add(laptop);
    expect(log.view().rootExpired(start)).toBe(true);
    expect(log.view().membership(s.deviceId('laptop'), 1)?.detail).toBe('unknown_device');
    log.add(s.ownerRootRecord);
    expect(log.view().rootExpired(start)).toBe(false);
    expect(log.view().membership(s.deviceId('laptop'), 1)).toBeUndefined();
  });

  it('gives back the records as they came, once', () => {
    const log = s.ownerLog([laptop, laptop, phone]);
    expect([...log.records()]).toEqual([s.ownerRootRecord, laptop, phone]);
  });
});
