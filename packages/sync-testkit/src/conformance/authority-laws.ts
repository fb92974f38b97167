import type { Decision } from '@sourceos/sync-kernel';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import { detailsOf, onNewRecords, told } from './examples.js';
import { createScene, type Scene } from './scene.js';
import { agent, delegationOfAda, deviceOf, farFuture, personOf, start } from './scope-records.js';
import type { ConformanceSubject } from './subject.js';

const accepted = ({ outcome }: Decision): boolean => outcome !== 'quarantined' && outcome !== 'rejected';

const leaseBody = (collection: string, expires: number) => ({
  kind: 'lease' as const,
  agentId: agent,
  grantorId: personOf('ada'),
  collections: [collection],
  from: start - 1,
  expires,
});

/** What `policyClass` asks of authors: a lease of agents from `high`, a delegation of everybody at `critical` (I3). */
export const authorityLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { manifest } = subject.engine;
  const { collection, policyClass, mergeStrategy } = manifest;
  const leased = policyClass === 'high' || policyClass === 'critical';
  const delegated = policyClass === 'critical' || mergeStrategy === 'signed_authority_required';
  const [record = {}] = subject.pool();
  const refusedFor = (decision: Decision, details: readonly string[], what: string): void =>
    expectThat(
      !accepted(decision) && detailsOf(decision).some((detail) => details.includes(detail)),
      () => `${what} came out ${told(decision)}; expected one of ${details.join(', ')}.`,
    );
  const notRefusedFor = (decision: Decision, details: readonly string[], what: string): void =>
    expectThat(
      !detailsOf(decision).some((detail) => details.includes(detail)),
      () => `${what} came out ${told(decision)}.`,
    );
  const lease = (scene: Scene, expires: number): void => {
    scene.govern(scene.records.sign(leaseBody(collection, expires), [scene.records.secretKeyOf('ada')]));
  };
  const ofLease = ['agent_without_lease', 'lease_expired'];
  const ofDelegation = ['no_delegation', 'delegation_revoked', 'delegation_expired'];

  return [
    {
      name: leased
        ? 'policyClass: an agent writes only under a live lease'
        : 'policyClass: an agent needs no lease below high',
      check: () => {
        const without = createScene(subject).put(record, { authorId: agent }).decision;
        if (!leased) {
          notRefusedFor(without, ofLease, 'A write of an agent');
          return;
        }
        refusedFor(without, ['agent_without_lease'], 'A write of an agent without a lease');
        const late = createScene(subject);
        lease(late, start + 1);
        refusedFor(late.put(record, { authorId: agent }).decision, ['lease_expired'], 'A write after the lease');
        const live = createScene(subject);
        lease(live, farFuture);
        notRefusedFor(live.put(record, { authorId: agent }).decision, ofLease, 'A write under a live lease');
      },
    },
    {
      name: 'policyClass: what an agent writes under a live lease is not refused for being from an agent',
      deviation: 'no-agent-writes',
      check: () => {
        onNewRecords(
          subject,
          (each) => {
            const scene = createScene(subject);
            lease(scene, farFuture);
            return accepted(scene.put(each, { authorId: agent }).decision);
          },
          'was taken from an agent under a live lease',
        );
      },
    },
    {
      name: delegated
        ? 'policyClass: only an author with a live delegation writes'
        : 'policyClass: a member needs no delegation below critical',
      check: () => {
        const without = createScene(subject).put(record, { by: 'eve' }).decision;
        if (!delegated) {
          notRefusedFor(without, ofDelegation, 'A write of a member');
          return;
        }
        refusedFor(without, ['no_delegation'], 'A write that nothing was delegated for');
        const late = createScene(subject);
        const body = { ...delegationOfAda, to: { authorId: personOf('eve') }, expires: start + 1 };
        late.govern(late.records.sign(body));
        refusedFor(late.put(record, { by: 'eve' }).decision, ['delegation_expired'], 'A write after the delegation');
        const revoked = createScene(subject);
        const target = { kind: 'delegation' as const, id: revoked.records.idOf(delegationOfAda) };
        revoked.govern(revoked.records.sign({ kind: 'revocation', target, stands: {}, keeps: [] }));
        refusedFor(
          revoked.put(record).decision,
          ['no_delegation', 'delegation_revoked'],
          'A write under a revoked delegation',
        );
        notRefusedFor(createScene(subject).put(record).decision, ofDelegation, 'A write under a live delegation');
      },
    },
    {
      name: 'policyClass: a device that was revoked writes nothing that stands',
      check: () => {
        const scene = createScene(subject);
        const target = { kind: 'device' as const, id: deviceOf('ada') };
        scene.govern(scene.records.sign({ kind: 'revocation', target, stands: {}, keeps: [] }));
        const { decision, view } = scene.put(record);
        refusedFor(decision, ['device_revoked', 'unknown_device'], 'A write of a revoked device');
        expectThat(view?.record === undefined, () => 'A write of a revoked device is in force.');
      },
    },
  ];
};
