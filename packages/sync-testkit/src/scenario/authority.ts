import type { JsonObject, RootApproval } from '@sourceos/sync-kernel';
import {
  agentIdOf,
  deviceIdOf,
  personIdOf,
  sceneEnd,
  sceneStart,
  type SceneScope,
  type SceneStatement,
} from './scope.js';

type DelegatedRole = 'write' | 'review' | 'rollback' | 'export' | 'downgrade';

export interface DelegationRequest {
  /** A device's name stands for its person; a URN for itself. */
  readonly to: string;
  /** By default `write`. */
  readonly roles?: readonly DelegatedRole[];
  /** By default every collection. */
  readonly collections?: readonly string[];
  /** Milliseconds since the epoch; by default after every scene's end. */
  readonly expires?: number;
}

export interface LeaseRequest {
  readonly agent: string;
  /** The name of the person that grants it, on whose device the agent runs. */
  readonly grantor: string;
  readonly collections?: readonly string[];
  readonly expires?: number;
}

/** The write that a review decides. */
export interface Reviewed {
  readonly collection: string;
  readonly objectId: string;
  readonly write: string;
  readonly writeDevice: string;
}

/** What changes who may do what in a scene: each is one signed control record, delivered to every device. */
export interface SceneAuthority {
  /** Delegates from the scope's root; the statement's id. */
  readonly delegate: (request: DelegationRequest) => string;
  /** Grants an agent a lease; the statement's id. */
  readonly lease: (request: LeaseRequest) => string;
  /** Revokes a delegation or lease, and everything that it ever stood for. */
  readonly revoke: (kind: 'delegation' | 'lease', id: string) => void;
  /** Revokes a device: nothing that it wrote stands, or its writes up to a dot. */
  readonly revokeDevice: (name: string, last?: number) => void;
  /** A signature of the scope's root under a message, as an engine's record carries it. */
  readonly approve: (message: Uint8Array) => RootApproval;
  /** Removes a member: its writes up to a dot stand, by default none. */
  readonly remove: (name: string, last?: number) => void;
}

const roles = ['write', 'review', 'rollback', 'export', 'downgrade'] as const;

const authorOf = (to: string): string => (to.startsWith('urn:') ? to : personIdOf(to));

/** The scene's control log: founding records, and what a scene adds to them. */
export const createSceneAuthority = (
  scope: SceneScope,
  now: () => number,
  deliver: (record: Uint8Array) => void,
): SceneAuthority & {
  readonly founding: readonly Uint8Array[];
  readonly reviewed: (name: string, about: Reviewed, verdict: 'approve' | 'reject', edit?: JsonObject) => void;
} => {
  const delegation = (request: DelegationRequest): SceneStatement => ({
    kind: 'delegation',
    to: { authorId: authorOf(request.to) },
    roles: [...(request.roles ?? ['write'])],
    collections: [...(request.collections ?? ['*'])],
    expires: request.expires ?? sceneEnd,
    terminating: false,
  });
  const founding = [...scope.founding, ...['ada', 'bob'].map((to) => scope.sign(delegation({ to, roles })))];
  return {
    founding,
    delegate: (request) => {
      const body = delegation(request);
      deliver(scope.sign(body));
      return scope.idOf(body);
    },
    lease: ({ agent, grantor, collections = ['*'], expires = sceneEnd }) => {
      const body: SceneStatement = {
        kind: 'lease',
        agentId: agentIdOf(agent),
        grantorId: personIdOf(grantor),
        collections: [...collections],
        from: sceneStart,
        expires,
      };
      deliver(scope.sign(body, [scope.secretKeyOf(grantor)]));
      return scope.idOf(body);
    },
    revoke: (kind, id) => deliver(scope.sign({ kind: 'revocation', target: { kind, id }, stands: {}, keeps: [] })),
    revokeDevice: (name, last = 0) =>
      deliver(
        scope.sign({
          kind: 'revocation',
          target: { kind: 'device', id: deviceIdOf(name) },
          stands: { [deviceIdOf(name)]: last },
          keeps: [],
        }),
      ),
    approve: (message) => {
      const key = scope.bytesOf('root');
      return { publicKey: scope.crypto.publicKey(key), signature: scope.crypto.sign(key, message) };
    },
    remove: (name, last = 0) => deliver(scope.sign({ kind: 'removal', deviceId: deviceIdOf(name), last, keeps: [] })),
    reviewed: (name, about, verdict, edit) =>
      deliver(
        scope.sign(
          {
            kind: 'review',
            reviewerId: personIdOf(name),
            deviceId: deviceIdOf(name),
            ...about,
            candidates: [about.write],
            sees: [],
            wall: now(),
            verdict: edit === undefined ? verdict : 'edit',
            ...(edit === undefined ? {} : { record: edit }),
          },
          [scope.secretKeyOf(name)],
        ),
      ),
  };
};
