import { join } from 'node:path';
import {
  admit,
  beginJoin,
  completeJoin,
  controlLogOf,
  createScope,
  inviteDevice,
  type CreatedScope,
  type DeviceScope,
} from '@sourceos/sync-host';
import type { Decision, LocalChange } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createRelay, openSqliteStore } from '@sourceos/sync-relay';
import { createHost, random, valueOf, type Host } from './host.js';
import {
  enrolled,
  finished,
  logged,
  orgRecords,
  poisonedShell,
  profileRecords,
  rawSecret,
  reopened,
  retitled,
  shellId,
  taskId,
  unleasedMemory,
  weakerPolicy,
  workspaceRecords,
  type Writer,
} from './records.js';
import { whyOf, type Line } from './report.js';
import { tampering } from './tampering.js';

const personId = 'urn:srcos:person:ada';

const writerOf = ({ keyring }: Host): Writer => ({
  personId: keyring.personId,
  deviceId: keyring.deviceId,
  signingKey: keyring.signingKey,
  sealingKey: keyring.sealingKey,
  now: Date.now(),
});

const scopeOf = ({ device, name }: Host, scopeId: string): DeviceScope => {
  const scope = device.scope(scopeId);
  if (scope === undefined) throw new Error(`${name} has no scope ${scopeId}.`);
  return scope;
};

/** Writes, and says what of it does not leave the device. */
const write = (host: Host, scopeId: string, changes: readonly LocalChange[]): readonly Decision[] =>
  valueOf(scopeOf(host, scopeId).write(changes)).decisions;

const sync = async (host: Host): Promise<readonly Decision[]> => {
  const all: Decision[] = [];
  for (const scope of host.device.scopes()) all.push(...valueOf(await scope.sync()).decisions);
  return all;
};

/** Each device pushes what it has and pulls what the other has, until both have the same. */
const settle = async (one: Host, other: Host): Promise<readonly Decision[]> => {
  await sync(one);
  const decisions = await sync(other);
  await sync(one);
  await sync(other);
  return decisions;
};

/** Two screens, side by side: the second device joins a scope of the first. */
const joinBoth = async (first: Host, second: Host, { scopeId, genesisId }: CreatedScope, relayUrl: string) => {
  const scope = scopeOf(first, scopeId);
  const asking = beginJoin(nativeCrypto, second.keyring, random);
  const inviting = valueOf(inviteDevice(nativeCrypto, asking.request, { scopeId, genesisId, relayUrl }, random));
  const answer = valueOf(asking.answer(inviting.invitation));
  const shown = valueOf(inviting.check(answer.reveal));
  if (shown.compare !== answer.compare) throw new Error('The two screens show other words.');
  const secrets = first.keyring.rootSecrets(scopeId);
  const maker = { crypto: nativeCrypto, random, log: controlLogOf(scope), keyring: first.keyring, secrets };
  const made = valueOf(await admit(maker, { request: inviting.request, now: Date.now() }));
  valueOf(await scope.addControl(made.records));
  valueOf(await scope.sync());
  const joined = valueOf(completeJoin(nativeCrypto, second.keyring, answer.invitation, scope.controlRecords()));
  valueOf(await second.device.addScope({ ...joined, records: [], own: false }));
  return shown.compare;
};

/** What the run found, for whoever prints it. */
export interface LiveRun {
  readonly sections: readonly { readonly title: string; readonly lines: readonly Line[] }[];
  /** What did not come out as it has to. */
  readonly faults: readonly string[];
}

const said = (decisions: readonly Decision[]): readonly Line[] =>
  decisions.map((decision) => ({
    tried: `${decision.collection ?? ''} ${decision.objectId ?? ''}`,
    outcome: decision.outcome,
    why: decision.reasons.length === 0 ? '' : whyOf(decision),
  }));

/**
 * A relay and two devices in temporary folders with all eleven engines: what is written on one, and what the other makes
 * of it, over real HTTP and SQLite.
 */
export const liveRun = async (folder: string): Promise<LiveRun> => {
  const faults: string[] = [];
  const sections: { title: string; lines: readonly Line[] }[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) faults.push(what);
  };
  const store = await openSqliteStore(join(folder, 'relay.sqlite'));
  const relay = await createRelay({ name: 'live', secretKey: random(32), store });
  const laptop = await createHost(join(folder, 'laptop'), 'laptop', personId);
  const desktop = await createHost(join(folder, 'desktop'), 'desktop', personId);
  try {
    const founder = laptop.keyring;
    const created: CreatedScope[] = [];
    const words: string[] = [];
    for (const kind of ['profile', 'workspace', 'org'] as const) {
      const scope = await createScope({ crypto: nativeCrypto, random, founder, kind, now: Date.now() });
      const kept = founder.keepRootSecret(scope.scopeId, scope.rootSecret);
      valueOf(laptop.store.changeKeys([kept.row]));
      kept.adopt();
      valueOf(await laptop.device.addScope({ ...scope, relayUrl: relay.url, own: true }));
      valueOf(await scopeOf(laptop, scope.scopeId).sync());
      words.push(await joinBoth(laptop, desktop, scope, relay.url));
      created.push(scope);
    }
    const [profile = '', workspace = '', org = ''] = created.map(({ scopeId }) => scopeId);
    sections.push({
      title: 'A relay, and two devices of one person; they compared',
      lines: words.map((text, index) => ({ tried: created[index]?.scopeId ?? '', outcome: 'joined', why: text })),
    });

    const own = [
      ...write(laptop, profile, [enrolled(writerOf(laptop), 'Laptop', 'urn:srcos:root:paper')]),
      ...write(laptop, profile, [enrolled(writerOf(desktop), 'Desktop', laptop.keyring.deviceId)]),
      ...write(laptop, profile, profileRecords(writerOf(laptop), profile)),
      ...write(laptop, workspace, workspaceRecords(writerOf(laptop))),
      ...write(laptop, org, orgRecords(writerOf(laptop))),
    ];
    const [first] = own;
    if (first !== undefined) own.push(...write(laptop, profile, [logged(first, writerOf(laptop), profile)]));
    expect(
      own.every(({ outcome }) => outcome === 'applied'),
      'what a device writes is in force there at once',
    );
    expect(new Set(own.map(({ collection }) => collection)).size === 11, 'eleven engines have records');
    const received = await settle(laptop, desktop);
    sections.push({ title: 'Eleven engines: written on the laptop, judged on the desktop', lines: said(received) });
    expect(received.length === own.length, 'the desktop judged all that the laptop wrote');

    const waiting = valueOf(desktop.review.list());
    for (const { scopeId, writeId } of waiting) {
      valueOf(await desktop.review.settle(scopeId, writeId, { verdict: 'approve' }));
    }
    await settle(desktop, laptop);
    sections.push({
      title: 'Approved on the desktop, settled on both',
      lines: waiting.map(({ scopeId, writeId, card }) => ({
        tried: card?.title ?? writeId,
        outcome: scopeOf(laptop, scopeId).replica.decision(writeId)?.outcome ?? 'unknown',
        why: card?.risk ?? '',
      })),
    });
    expect(waiting.length > 0 && valueOf(desktop.review.list()).length === 0, 'nothing waits for a person any more');

    write(laptop, workspace, [retitled('Publish release 2')]);
    write(desktop, workspace, [finished()]);
    const offline = await settle(laptop, desktop);
    const task = scopeOf(laptop, workspace).replica.view('workspace', taskId)?.record;
    sections.push({ title: 'Offline, two fields of one task on two devices', lines: said(offline) });
    expect(task?.title === 'Publish release 2' && task.status === 'done', 'edits of two fields both stand');

    write(laptop, workspace, [retitled('Publish on Monday')]);
    write(desktop, workspace, [retitled('Publish on Friday')]);
    const concurrent = await settle(laptop, desktop);
    const conflicts = scopeOf(laptop, workspace).replica.view('workspace', taskId)?.conflicts.length ?? 0;
    sections.push({ title: `Offline, one field on both: ${conflicts} conflict kept`, lines: said(concurrent) });
    expect(conflicts === 1, 'a concurrent edit of one field keeps both');

    write(laptop, profile, [poisonedShell()]);
    const poisoned = await settle(laptop, desktop);
    const [danger] = valueOf(desktop.review.list(profile));
    const lines = said(poisoned);
    if (danger !== undefined) {
      valueOf(await desktop.review.settle(profile, danger.writeId, { verdict: 'reject' }));
      await settle(desktop, laptop);
      const decision = scopeOf(laptop, profile).replica.decision(danger.writeId);
      sections.push({
        title: 'A startup script that runs what it downloads',
        lines: [
          ...lines,
          { tried: 'its card says', outcome: '', why: danger.card?.risk ?? '' },
          { tried: 'rejected by the desktop', outcome: decision?.outcome ?? '', why: decision ? whyOf(decision) : '' },
        ],
      });
    }
    const shell = scopeOf(desktop, profile).replica.view('shell', shellId)?.record;
    expect(danger !== undefined && shell?.startupScripts === undefined, 'a poisoned profile is held, and not in force');

    const weaker = write(desktop, org, [weakerPolicy(writerOf(desktop))]);
    await settle(desktop, laptop);
    const judged = scopeOf(laptop, org).replica.decision(weaker[0]?.writeId ?? '');
    sections.push({ title: 'A policy that allows what the first denies', lines: judged ? said([judged]) : [] });
    expect(judged?.outcome === 'superseded', 'a weaker policy changes nothing');

    write(laptop, profile, [unleasedMemory(profile, writerOf(laptop))]);
    const stray = await settle(laptop, desktop);
    sections.push({ title: 'A memory by an agent without a lease', lines: said(stray) });
    expect(stray.length === 1 && stray[0]?.outcome === 'quarantined', 'an agent without a lease writes nothing');

    const secret = write(laptop, profile, [rawSecret()]);
    sections.push({ title: 'A raw credential in a record', lines: said(secret) });
    expect(
      secret.length === 1 && secret.every(({ reasons }) => reasons.some(({ code }) => code === 'secret_redacted')),
      'a raw secret does not leave',
    );

    const status = (host: Host) => scopeOf(host, workspace).replica.view('workspace', taskId)?.record?.status;
    write(laptop, workspace, [reopened()]);
    await sync(laptop);
    desktop.between = tampering;
    const forged = await scopeOf(desktop, workspace).sync();
    desktop.between = undefined;
    const { relayTrust } = scopeOf(desktop, workspace).connection();
    const before = status(desktop);
    valueOf(scopeOf(desktop, workspace).trustRelay());
    await settle(laptop, desktop);
    sections.push({
      title: 'A batch that was changed on its way',
      lines: [
        { tried: 'the desktop pulls', outcome: forged.ok ? 'taken' : 'refused', why: forged.ok ? '' : forged.message },
        { tried: 'the relay', outcome: 'not trusted', why: relayTrust },
        {
          tried: 'after a person trusts it again',
          outcome: 'applied',
          why: `the task is ${JSON.stringify(status(desktop))}`,
        },
      ],
    });
    expect(!forged.ok && relayTrust === 'heads_contradict', 'a tampered batch is refused, and the relay not trusted');
    expect(before === 'done' && status(desktop) === 'open', 'nothing of it was applied, and the real one was later');

    for (const scopeId of [profile, workspace, org]) {
      const [one, other] = [laptop, desktop].map((host) => JSON.stringify(scopeOf(host, scopeId).replica.replicated()));
      expect(one === other, `both devices have the same of ${scopeId}`);
    }
    for (const host of [laptop, desktop]) {
      const head = host.audit.verify();
      expect(head.ok, `the audit log of the ${host.name} verifies`);
    }
  } finally {
    await laptop.device.close();
    await desktop.device.close();
    laptop.store.close();
    desktop.store.close();
    await relay.close();
  }
  return { sections, faults };
};
