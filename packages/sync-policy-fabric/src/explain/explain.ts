import {
  evaluatePolicy,
  explainPolicy,
  type NamedBundle,
  type PolicyCause,
  type PolicyEffect,
  type PolicyEvaluation,
} from '@sourceos/sync-kernel';

/** What is asked beside the capability and who asks. */
export interface ExplainOptions {
  /** Whether a capability that no rule speaks about is denied; by default it is. */
  readonly dangerous?: boolean;
  /** Further URNs that stand for whoever asks: a device, a workspace, a repository. */
  readonly also?: readonly string[];
  /** Amounts asked for, held against limits: `{ 'lease.duration_seconds': 600 }`. */
  readonly quantities?: Readonly<Record<string, number>>;
  /** Values asked for, held against lists: `{ 'network.host': 'example.org' }`. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What holds for somebody who uses a capability, and what of which policy says so. */
export interface Explanation {
  readonly effect: PolicyEffect;
  /** One sentence that names the rule, its bundle and its layer, with the reason that the rule gives. */
  readonly sentence: string;
  /** The rule, limit or list that decided, the outermost layer's; undefined where none speaks and the default decided. */
  readonly decidedBy: PolicyCause | undefined;
  /** Everything that asks for this effect, `decidedBy` first. */
  readonly because: readonly PolicyCause[];
}

/**
 * Why a capability is allowed, denied or asked about, for one subject.
 *
 * @param bundles those in force, as `Replica.bundles('policy')` gives them; of several scopes, one after the other
 * @param subject by URN
 */
export const explain = (
  bundles: Iterable<NamedBundle>,
  capability: string,
  subject: string,
  { dangerous = true, also = [], quantities, values }: ExplainOptions = {},
): Explanation => {
  const question: PolicyEvaluation = {
    capability,
    subjects: [subject, ...also],
    dangerous,
    ...(quantities === undefined ? {} : { quantities }),
    ...(values === undefined ? {} : { values }),
  };
  const decision = evaluatePolicy(bundles, question);
  const [decidedBy] = decision.because;
  return {
    effect: decision.effect,
    sentence: explainPolicy(question, decision),
    decidedBy,
    because: decision.because,
  };
};
