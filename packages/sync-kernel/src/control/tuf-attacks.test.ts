import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import { createControlLog } from './create-control-log.js';
import { isCollectionPattern } from './collection-pattern.js';
import type { ControlBody } from './sign-control-record.js';
import * as s from './testing/scope.js';

const { day, start } = s;
const laptop = s.memberBody('laptop');
const member = s.signed(laptop, 'owner');

/** The parts of a record, to be put together wrongly. */
const take = (record: Uint8Array) =>
  JSON.parse(new TextDecoder().decode(record)) as {
    signed: Record<string, Json>;
    signatures: { keyId: string; signature: string }[];
  };
const make = (signed: Json, signatures: Json): Uint8Array => canonicalBytes({ signed, signatures });

/** What is signed there, whether or not it is a statement that a log would take. */
const signedAnyhow = (signed: Json, ...names: readonly string[]): Uint8Array =>
  make(
    signed,
    names.map((name) => ({
      keyId: s.keyId(name),
      signature: bytesToHex(s.crypto.sign(s.secret(name), canonicalBytes(signed))),
    })),
  );

const details = (log: ReturnType<typeof s.ownerLog>, record: Uint8Array) => {
  const { accepted, reasons } = log.add(record);
  return { accepted, details: reasons.map((it) => it.detail) };
};
const isMember = (log: ReturnType<typeof s.ownerLog>, name = 'laptop') =>
  log.view().membership(s.deviceId(name), 1) === undefined;

/** A scope of three keys of which two have to agree. */
const two = s.role(2, 'a', 'b', 'c');
const twoOfThree = s.rootBody(['a', 'b', 'c'], { root: two, members: two, delegations: two });
const thresholdLog = () =>
  createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: s.signed(twoOfThree, 'a', 'b') });

/** The root that follows the owner's, with the keys of another name. */
const next = (name: string, previous: ControlBody, version: number, given: object = {}) =>
  s.rootBody(
    [name],
    { root: s.role(1, name), members: s.role(1, name), delegations: s.role(1, name) },
    { version, previous: s.idOf(previous), ...given },
  );

describe('unsigned metadata', () => {
  it('is refused without any signature', () => {
    expect(details(s.ownerLog(), make(take(member).signed, []))).toEqual({ accepted: false, details: ['unsigned'] });
  });

  it('is refused with a signature of other bytes', () => {
    const changed = make({ ...take(member).signed, personId: s.personId('mallory') }, take(member).signatures);
    const log = s.ownerLog();
    expect(details(log, changed)).toEqual({ accepted: false, details: ['bad_signature'] });
    expect(isMember(log)).toBe(false);
  });

  it('has no effect with the signature of a stranger', () => {
    const log = s.ownerLog();
    log.add(s.signed(laptop, 'mallory'));
    expect(log.view().withoutEffect(s.idOf(laptop))?.detail).toBe('threshold_not_met');
    expect(isMember(log)).toBe(false);
  });

  it('is refused where a signature covers the same statement in another context', () => {
    const elsewhere = signedAnyhow({ ...take(member).signed, context: 'sourceos.batch.v1' }, 'owner');
    expect(details(s.ownerLog(), elsewhere)).toEqual({ accepted: false, details: ['malformed'] });
  });
});

describe('metadata of the wrong type', () => {
  it('is refused: a kind that there is not, and a kind with the members of another', () => {
    for (const kind of ['snapshot', 'root', 'delegation']) {
      const wrong = signedAnyhow({ ...take(member).signed, kind }, 'owner');
      expect(details(s.ownerLog(), wrong)).toEqual({ accepted: false, details: ['malformed'] });
    }
  });

  it('is not trusted as a root because its hash is', () => {
    const log = createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: s.idOf(laptop) });
    log.add(s.ownerRootRecord);
    log.add(member);
    expect(isMember(log)).toBe(false);
    expect(log.view().rootExpired(start)).toBe(true);
  });

  it('does not revoke a delegation by calling it a key or a lease', () => {
    const delegation = s.delegationBody({ authorId: s.personId('laptop') });
    const id = s.idOf(delegation);
    const log = s.ownerLog([
      member,
      s.signed(delegation, 'owner'),
      s.signed(s.revocationBody({ kind: 'key', id }), 'owner'),
      s.signed(s.revocationBody({ kind: 'lease', id }), 'owner'),
    ]);
    expect(log.view().delegation(s.question('laptop'))).toBeUndefined();
  });
});

describe('expiry and freeze', () => {
  const delegated = s.signed(
    s.delegationBody({ authorId: s.personId('laptop') }, { expires: start + 900 * day }),
    'owner',
  );

  it('of the root: nothing that is delegated holds for a write after it', () => {
    const log = s.ownerLog([member, delegated]);
    const { expires } = s.ownerRoot;
    expect(log.view().delegation(s.question('laptop', { wall: expires - 1 }))).toBeUndefined();
    expect(log.view().delegation(s.question('laptop', { wall: expires }))?.detail).toBe('delegation_expired');
  });

  it('of the root shows as a freeze, and ends with the next root', () => {
    const log = s.ownerLog();
    const { expires } = s.ownerRoot;
    expect([log.view().rootExpired(expires - 1), log.view().rootExpired(expires)]).toEqual([false, true]);
    log.add(s.signed(next('owner', s.ownerRoot, 2, { expires: expires + 365 * day }), 'owner'));
    expect(log.view().rootExpired(expires)).toBe(false);
  });

  it('of a root in the middle of the chain does not stop the chain', () => {
    const second = next('owner', s.ownerRoot, 2, { expires: start - day });
    const third = next('owner', second, 3);
    const log = s.ownerLog([s.signed(second, 'owner'), s.signed(third, 'owner')]);
    expect(log.view().root()?.version).toBe(3);
    expect(log.view().rootExpired(start)).toBe(false);
  });

  it('of a delegation and of a lease is that of the write, not of the reader', () => {
    const short = s.delegationBody({ authorId: s.personId('laptop') }, { expires: start + 2 * day });
    const view = s.ownerLog([member, s.signed(short, 'owner')]).view();
    expect(view.delegation(s.question('laptop', { wall: start + 2 * day - 1 }))).toBeUndefined();
    expect(view.delegation(s.question('laptop', { wall: start + 2 * day }))?.detail).toBe('delegation_expired');
  });
});

describe('rollback', () => {
  const second = next('new', s.ownerRoot, 2);
  const third = next('new', second, 3);
  const rotated = () => s.ownerLog([s.signed(second, 'owner', 'new'), s.signed(third, 'new')]);

  it('of the root to one that was passed', () => {
    const log = rotated();
    const again = s.signed(next('owner', s.ownerRoot, 2), 'owner');
    expect(details(log, again)).toEqual({ accepted: true, details: ['version_rollback'] });
    expect(log.view().root()?.version).toBe(3);
    log.add(s.ownerRootRecord);
    expect(log.view().root()?.version).toBe(3);
  });

  it('of the root by a lower version on top', () => {
    const log = rotated();
    for (const version of [1, 2, 3]) log.add(s.signed(next('new', third, version), 'new'));
    expect(log.view().root()?.version).toBe(3);
    expect(log.view().root()?.previous).toBe(s.idOf(second));
  });

  it('of a version by skipping one (fast forward)', () => {
    const log = s.ownerLog();
    const far = next('owner', s.ownerRoot, Number.MAX_SAFE_INTEGER);
    expect(details(log, s.signed(far, 'owner')).details).toEqual(['threshold_not_met']);
    expect(log.view().root()?.version).toBe(1);
  });

  it('of a membership: an older record of a device that was removed', () => {
    const log = s.ownerLog([member, s.signed(s.removalBody('laptop', 0), 'owner')]);
    log.add(member);
    log.add(s.signed({ ...laptop, since: 0 }, 'owner'));
    expect(isMember(log)).toBe(false);
  });

  it('of a revocation: no later record lets more stand, under a new root neither', () => {
    const log = s.ownerLog([member, s.signed(s.removalBody('laptop', 0), 'owner')]);
    log.add(s.signed(s.removalBody('laptop', 99), 'owner'));
    log.add(s.signed(next('new', s.ownerRoot, 2, { adopts: [s.idOf(laptop)] }), 'owner', 'new'));
    log.add(s.signed(laptop, 'new'));
    expect(log.view().root()?.version).toBe(2);
    expect(isMember(log)).toBe(false);
  });

  it('of an epoch: an older one comes late, a far one comes early (fast forward)', () => {
    const log = s.ownerLog([
      s.signed(s.epochBody(1, ['laptop']), 'owner'),
      s.signed(s.epochBody(2, ['laptop']), 'owner'),
    ]);
    log.add(s.signed(s.epochBody(1, ['laptop', 'phone']), 'owner'));
    log.add(s.signed(s.epochBody(Number.MAX_SAFE_INTEGER, ['laptop']), 'owner'));
    expect(log.view().epoch()).toBe(2);
    log.add(s.signed(s.epochBody(3, ['laptop']), 'owner'));
    expect(log.view().epoch()).toBe(3);
  });

  it('of an acknowledgement', () => {
    const log = s.ownerLog([member, s.signed(s.acknowledgementBody('laptop', { laptop: 7 }, start + 1), 'laptop')]);
    log.add(s.signed(s.acknowledgementBody('laptop', { laptop: 2 }, start + 2), 'laptop'));
    expect(log.view().frontier()).toEqual(new Map([[s.deviceId('laptop'), 7]]));
  });
});

describe('thresholds', () => {
  it('are met by distinct keys, together or one after the other', () => {
    const log = thresholdLog();
    log.add(s.signed(laptop, 'a'));
    expect(isMember(log)).toBe(false);
    expect(log.view().withoutEffect(s.idOf(laptop))?.detail).toBe('threshold_not_met');
    log.add(s.signed(laptop, 'c'));
    expect(isMember(log)).toBe(true);
  });

  it('are not met by one key twice, in one record or in two', () => {
    const log = thresholdLog();
    log.add(s.signed(laptop, 'a', 'a'));
    log.add(s.signed(laptop, 'a'));
    expect(isMember(log)).toBe(false);
  });

  it('are not met by one signature under two key ids', () => {
    const log = thresholdLog();
    const { signed, signatures } = take(s.signed(laptop, 'a'));
    const signature = signatures[0]?.signature ?? '';
    log.add(make(signed, [...signatures, { keyId: s.keyId('b'), signature }, { keyId: s.keyId('c'), signature }]));
    expect(isMember(log)).toBe(false);
  });

  it('cannot name one key by two ids: the id is the hash of the key', () => {
    const twice = {
      ...twoOfThree,
      keys: { ...twoOfThree.keys, [s.keyId('c')]: s.publicHex('b') },
    };
    expect(() => createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: s.signed(twice, 'a', 'b') })).toThrow(
      'A key id is not the hash of its key.',
    );
  });

  it('count a key id that a role lists twice as one key', () => {
    const listed = (threshold: number) => {
      const { signed } = take(s.signed(twoOfThree, 'a'));
      const role = { keys: [s.keyId('a'), s.keyId('a'), s.keyId('b')], threshold };
      return signedAnyhow({ ...signed, roles: { root: role, members: role, delegations: role } }, 'a', 'b');
    };
    expect(() => createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: listed(3) })).toThrow(TypeError);
    const log = createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: listed(2) });
    log.add(s.signed(laptop, 'a'));
    expect(isMember(log)).toBe(false);
    log.add(s.signed(laptop, 'b'));
    expect(isMember(log)).toBe(true);
  });

  it('are not lowered by a bad signature beside good ones, nor spoiled by it', () => {
    const log = thresholdLog();
    const { signed, signatures } = take(s.signed(laptop, 'a', 'b'));
    log.add(make(signed, [{ keyId: s.keyId('c'), signature: '0'.repeat(128) }, ...signatures]));
    expect(isMember(log)).toBe(true);
  });

  it('of zero are refused', () => {
    const { signed } = take(s.ownerRootRecord);
    const role = { keys: [s.keyId('owner')], threshold: 0 };
    const zero = signedAnyhow({ ...signed, roles: { root: role, members: role, delegations: role } }, 'owner');
    expect(() => createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: zero })).toThrow(TypeError);
  });

  it('are those of the role: a key of another role does not count', () => {
    const root = s.rootBody(['r', 'm', 'd'], {
      root: s.role(1, 'r'),
      members: s.role(1, 'm'),
      delegations: s.role(1, 'd'),
    });
    const log = createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: s.signed(root, 'r') });
    log.add(s.signed(laptop, 'r', 'd'));
    expect(isMember(log)).toBe(false);
    log.add(s.signed(s.delegationBody({ authorId: s.personId('laptop') }), 'r', 'm'));
    log.add(s.signed(laptop, 'm'));
    expect(log.view().delegation(s.question('laptop'))?.detail).toBe('no_delegation');
  });
});

describe('root rotation', () => {
  const second = next('new', s.ownerRoot, 2);

  it('takes the old threshold and the new', () => {
    for (const signer of ['owner', 'new', 'mallory']) {
      expect(
        s
          .ownerLog([s.signed(second, signer)])
          .view()
          .root()?.version,
      ).toBe(1);
    }
    expect(
      s
        .ownerLog([s.signed(second, 'owner', 'new')])
        .view()
        .root()?.version,
    ).toBe(2);
  });

  it('takes the whole old threshold, of distinct keys', () => {
    const rotated = next('new', twoOfThree, 2);
    const log = thresholdLog();
    log.add(s.signed(rotated, 'a', 'a', 'new'));
    expect(log.view().root()?.version).toBe(1);
    log.add(s.signed(rotated, 'b'));
    expect(log.view().root()?.version).toBe(2);
  });

  it('retires keys: what they sign counts no more, unless a root adopts it', () => {
    const adopting = next('new', s.ownerRoot, 2, { adopts: [s.idOf(laptop)] });
    const log = s.ownerLog([member, s.signed(adopting, 'owner', 'new')]);
    log.add(s.signed(s.memberBody('phone'), 'owner'));
    expect([isMember(log), isMember(log, 'phone')]).toEqual([true, false]);
    const bare = s.ownerLog([member, s.signed(second, 'owner', 'new')]);
    expect(isMember(bare)).toBe(false);
    bare.add(s.signed(laptop, 'new'));
    expect(isMember(bare)).toBe(true);
  });

  it('goes on over several versions, in whatever order they come', () => {
    const third = next('newer', second, 3);
    const log = s.ownerLog([s.signed(third, 'new', 'newer')]);
    expect(log.view().root()?.version).toBe(1);
    log.add(s.signed(second, 'owner', 'new'));
    expect(log.view().root()?.version).toBe(3);
  });

  it('that forks is settled alike everywhere: recovery first, then the longer chain, then the lower hash', () => {
    const other = next('other', s.ownerRoot, 2);
    const forks = [s.signed(second, 'owner', 'new'), s.signed(other, 'owner', 'other')];
    const lower = s.idOf(second) < s.idOf(other) ? second : other;
    const rootOf = (records: Uint8Array[]) => s.ownerLog(records).view().root();
    expect(rootOf(forks)?.keys).toEqual(lower.keys);
    expect(rootOf([...forks].reverse())?.keys).toEqual(lower.keys);
    const [name, longer] = lower === second ? (['other', other] as const) : (['new', second] as const);
    expect(rootOf([...forks, s.signed(next(name, longer, 3), name)])?.version).toBe(3);
  });
});

describe('delegation cycles', () => {
  const to = (name: string, parent?: ControlBody, given: object = {}) =>
    s.delegationBody({ authorId: s.personId(name) }, { ...(parent && { parent: s.idOf(parent) }), ...given });

  it('end: delegates that delegate to each other go eight deep and gain nothing', () => {
    const chain: ControlBody[] = [to('laptop')];
    const names = ['phone', 'laptop'];
    for (let depth = 2; depth <= 10; depth += 1) chain.push(to(names[depth % 2] ?? '', chain.at(-1), {}));
    const signers = ['owner', ...chain.slice(1).map((_, i) => (i % 2 === 0 ? 'laptop' : 'phone'))];
    const records = chain.map((body, i) => s.signed(body, signers[i] ?? ''));
    const view = s.ownerLog([member, s.signed(s.memberBody('phone'), 'owner'), ...records]).view();
    const live = chain.map((body) => view.withoutEffect(s.idOf(body)) === undefined);
    expect(live).toEqual([true, true, true, true, true, true, true, true, false, false]);
    expect(view.delegation(s.question('phone', { role: 'export' }))?.detail).toBe('no_delegation');
  });

  it('without a root are nothing', () => {
    const orphan = to('laptop', s.memberBody('none'));
    const view = s.ownerLog([member, s.signed(orphan, 'laptop'), s.signed(to('laptop', orphan), 'laptop')]).view();
    expect(view.delegation(s.question('laptop'))?.detail).toBe('no_delegation');
  });

  it.each([
    ['a role', { roles: ['write', 'export'] }],
    ['a collection', { collections: ['policy.bundles', 'shell.commands'] }],
    ['a wider pattern', { collections: ['policy.*'] }],
    ['time', { expires: start + 101 * day }],
  ])('cannot add %s to what was delegated', (_what, more) => {
    const parent = to('laptop');
    const child = to('phone', parent, more);
    const log = s.ownerLog([member, s.signed(s.memberBody('phone'), 'owner'), s.signed(parent, 'owner')]);
    expect(details(log, s.signed(child, 'laptop')).details).toEqual(['no_delegation']);
    expect(log.view().delegation(s.question('phone'))?.detail).toBe('no_delegation');
  });
});

describe('terminating delegations', () => {
  const open = s.delegationBody({ authorId: s.personId('laptop') }, { collections: ['*'] });
  const closed = s.delegationBody({ authorId: s.personId('phone') }, { terminating: true, expires: start + 5 * day });
  const log = (...records: Uint8Array[]) =>
    s.ownerLog([member, s.signed(s.memberBody('phone'), 'owner'), s.signed(open, 'owner'), ...records]).view();

  it('shut out those beside them for what they cover', () => {
    const view = log(s.signed(closed, 'owner'));
    expect(view.delegation(s.question('phone'))).toBeUndefined();
    expect(view.delegation(s.question('laptop'))?.detail).toBe('no_delegation');
    expect(view.delegation(s.question('laptop', { collection: 'shell.commands' }))).toBeUndefined();
  });

  it('shut out what hangs on those beside them', () => {
    const child = s.delegationBody({ authorId: s.personId('tablet') }, { parent: s.idOf(open) });
    const tablet = [s.signed(s.memberBody('tablet'), 'owner'), s.signed(child, 'laptop')];
    expect(log(...tablet).delegation(s.question('tablet'))).toBeUndefined();
    expect(log(...tablet, s.signed(closed, 'owner')).delegation(s.question('tablet'))?.detail).toBe('no_delegation');
  });

  it('shut out nobody once they expired or were revoked', () => {
    expect(log(s.signed(closed, 'owner')).delegation(s.question('laptop', { wall: closed.expires }))).toBeUndefined();
    const revoke = s.signed(s.revocationBody({ kind: 'delegation', id: s.idOf(closed) }), 'owner');
    expect(log(s.signed(closed, 'owner'), revoke).delegation(s.question('laptop'))).toBeUndefined();
  });

  it('that nobody authorised shut out nobody', () => {
    expect(log(s.signed(closed, 'phone')).delegation(s.question('laptop'))).toBeUndefined();
  });
});

describe('diamond delegations', () => {
  const left = s.delegationBody({ authorId: s.personId('left') });
  const right = s.delegationBody({ authorId: s.personId('right') }, { collections: ['policy.*'] });
  const both = [left, right].map((parent) =>
    s.delegationBody({ authorId: s.personId('laptop') }, { parent: s.idOf(parent) }),
  );
  const records = [
    member,
    ...['left', 'right'].map((name) => s.signed(s.memberBody(name), 'owner')),
    ...[left, right].map((body) => s.signed(body, 'owner')),
    ...both.map((body, i) => s.signed(body, i === 0 ? 'left' : 'right')),
  ];
  const revoke = (body: ControlBody) => s.signed(s.revocationBody({ kind: 'delegation', id: s.idOf(body) }), 'owner');

  it('hold as long as one side does', () => {
    expect(s.ownerLog(records).view().delegation(s.question('laptop'))).toBeUndefined();
    for (const side of [left, right]) {
      expect(
        s
          .ownerLog([...records, revoke(side)])
          .view()
          .delegation(s.question('laptop')),
      ).toBeUndefined();
    }
    const neither = s.ownerLog([...records, revoke(left), revoke(right)]).view();
    expect(neither.delegation(s.question('laptop'))?.detail).toBe('delegation_revoked');
  });

  it('do not add their sides up: a side signs for its own parent only', () => {
    const crossed = s.delegationBody(
      { authorId: s.personId('laptop') },
      { parent: s.idOf(right), collections: ['policy.rules'] },
    );
    const view = s.ownerLog([...records, s.signed(crossed, 'left')]).view();
    expect(view.delegation(s.question('laptop', { collection: 'policy.rules' }))?.detail).toBe('no_delegation');
  });
});

describe('artifact substitution', () => {
  it('of the first root by another that is signed as well', () => {
    const log = createControlLog({ scopeId: s.scopeId, crypto: s.crypto, root: s.idOf(s.ownerRoot) });
    const mallory = s.rootBody(['mallory'], {
      root: s.role(1, 'mallory'),
      members: s.role(1, 'mallory'),
      delegations: s.role(1, 'mallory'),
    });
    log.add(s.signed(mallory, 'mallory'));
    log.add(s.signed(laptop, 'mallory'));
    expect(log.view().root()).toBeUndefined();
    expect(isMember(log)).toBe(false);
  });

  it('of one statement by another under the same signature', () => {
    const phone = take(s.signed(s.memberBody('phone'), 'owner'));
    const log = s.ownerLog();
    expect(details(log, make(phone.signed, take(member).signatures)).details).toEqual(['bad_signature']);
    expect(isMember(log, 'phone')).toBe(false);
  });

  it('of one scope by another of the same owner', () => {
    const other = s.signed({ ...laptop, scopeId: 'urn:srcos:workspace:other' }, 'owner');
    expect(details(s.ownerLog(), other)).toEqual({ accepted: false, details: ['other_workspace'] });
  });

  it('of the write that a review decides: it names the write, its device and the candidates', () => {
    const { signed, signatures } = take(s.signed(s.reviewBody('laptop'), 'laptop'));
    const log = s.ownerLog([member]);
    const moved = { ...signed, write: s.writeId('two'), candidates: [s.writeId('two')] };
    expect(details(log, make(moved, signatures)).details).toEqual(['bad_signature']);
    const outside = { ...signed, candidates: [s.writeId('two')] };
    expect(details(log, signedAnyhow(outside, 'laptop')).details).toEqual(['malformed']);
  });

  it('of bytes that parse alike: what is not canonical is refused', () => {
    const spaced = utf8ToBytes(JSON.stringify(take(member), undefined, 1));
    expect(details(s.ownerLog(), spaced)).toEqual({ accepted: false, details: ['malformed'] });
  });
});

describe('path quoting of collection patterns', () => {
  it.each([
    'policy%2ebundles',
    'policy.%2a',
    'policy/*',
    '../policy',
    'policy..bundles',
    'policy.*.x',
    '*.bundles',
    'p?licy',
    'policy.b*',
    '',
    '.',
    '*.*',
    'POLICY',
    'policy.bundles ',
    'policy.bundles\n',
    'a\u0000b',
  ])('refuses %j as a pattern', (pattern) => {
    expect(isCollectionPattern(pattern)).toBe(false);
    const body = {
      ...take(s.signed(s.delegationBody({ authorId: s.personId('laptop') }), 'owner')).signed,
      collections: [pattern],
    };
    expect(details(s.ownerLog(), signedAnyhow(body, 'owner'))).toEqual({ accepted: false, details: ['malformed'] });
  });

  it('ends a pattern at a dot: a name that begins alike is another', () => {
    const wide = s.delegationBody({ authorId: s.personId('laptop') }, { collections: ['policy.*'] });
    const view = s.ownerLog([member, s.signed(wide, 'owner')]).view();
    const covered = (collection: string) => view.delegation(s.question('laptop', { collection })) === undefined;
    expect(['policy.bundles', 'policy.a.b'].map(covered)).toEqual([true, true]);
    expect(['policy', 'policyx', 'policy_x.y', 'policy%2ebundles', 'x.policy.a', '*'].map(covered)).toEqual(
      Array.from({ length: 6 }, () => false),
    );
  });
});

describe('endless data', () => {
  it('in one record is refused before it is parsed', () => {
    const log = s.ownerLog();
    expect(details(log, new Uint8Array(2 ** 21).fill(0x5b)).details).toEqual(['too_large']);
    expect(details(log, utf8ToBytes('['.repeat(100))).details).toEqual(['too_large']);
  });

  it('in signatures is bounded, in one record and over several', () => {
    const log = s.ownerLog();
    const { signed } = take(member);
    const junk = (count: number, from: number) =>
      Array.from({ length: count }, (_, i) => ({
        keyId: s.writeId(`key ${from + i}`),
        signature: 'ab'.repeat(64),
      }));
    expect(details(log, make(signed, junk(65, 0))).details).toEqual(['malformed']);
    expect(log.add(make(signed, junk(64, 0))).accepted).toBe(true);
    expect(details(log, make(signed, junk(1, 64)))).toEqual({ accepted: false, details: ['too_large'] });
    log.add(member);
    expect(isMember(log)).toBe(true);
  });

  it('in records of strangers stops at a bound, and what has effect still comes in', () => {
    const log = s.ownerLog([], { waiting: 20 });
    const accepted = Array.from(
      { length: 60 },
      (_, i) => log.add(s.signed(s.memberBody(`bot ${i}`), 'mallory')).accepted,
    );
    expect(accepted.filter(Boolean)).toHaveLength(20);
    expect([...log.records()]).toHaveLength(21);
    log.add(member);
    expect(isMember(log)).toBe(true);
    log.add(s.signed(s.removalBody('laptop', 0), 'owner'));
    expect(isMember(log)).toBe(false);
  });

  it('in records of a member stops at a bound that does not hold the owner up', () => {
    const log = s.ownerLog([member], { perKey: 10 });
    const lease = (i: number) => s.signed(s.leaseBody(`bot-${i}`, 'laptop'), 'laptop');
    const accepted = Array.from({ length: 30 }, (_, i) => log.add(lease(i)).accepted);
    expect(accepted.filter(Boolean)).toHaveLength(10);
    for (let i = 0; i < 12; i += 1) expect(log.add(s.signed(s.memberBody(`phone-${i}`), 'owner')).accepted).toBe(true);
    expect(log.add(s.signed(s.removalBody('laptop', 0), 'owner')).accepted).toBe(true);
    expect(isMember(log)).toBe(false);
  });

  it('in members named like what every object has changes nothing', () => {
    const hostile = new TextDecoder().decode(member).replace('"kind":', '"__proto__":{"a":1},"kind":');
    expect(details(s.ownerLog(), utf8ToBytes(hostile))).toEqual({ accepted: false, details: ['malformed'] });
  });
});
