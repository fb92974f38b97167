/** From the layer that nobody overrides to the narrowest. */
export const policyLayers = ['safety', 'enterprise', 'repo', 'workspace', 'user', 'agent'] as const;
export type PolicyLayer = (typeof policyLayers)[number];

export type PolicyEffect = 'deny' | 'review' | 'allow';

/** What a rule, limit or list speaks about: a capability (`shell.run`, `shell.*`, `*`), and for whom. */
export interface AppliesTo {
  readonly capability: string;
  /** URNs, or every object of a kind (`urn:srcos:agent:*`); whoever asks where absent. */
  readonly subjects?: readonly string[] | undefined;
}

export interface PolicyRule extends AppliesTo {
  readonly effect: PolicyEffect;
  readonly reason: string;
}

export interface PolicyLimit extends AppliesTo {
  readonly quantity: string;
  readonly maximum: number;
}

export interface PolicyList extends AppliesTo {
  readonly dimension: string;
  readonly values: readonly string[];
}

/** One edition of a policy, as data. */
export interface PolicyBundle {
  readonly name: string;
  readonly layer: PolicyLayer;
  readonly edition: number;
  readonly rules: Readonly<Record<string, PolicyRule>>;
  readonly limits?: Readonly<Record<string, PolicyLimit>> | undefined;
  readonly allowLists?: Readonly<Record<string, PolicyList>> | undefined;
  readonly denyLists?: Readonly<Record<string, PolicyList>> | undefined;
}

/** What a record of a policy collection says: a bundle, by its hash, or a downgrade that retires some (observed-remove). */
export type PolicyStatement =
  | { readonly kind: 'bundle'; readonly hash: string; readonly bundle: PolicyBundle }
  | { readonly kind: 'downgrade'; readonly layer: PolicyLayer; readonly retires: readonly string[] };
