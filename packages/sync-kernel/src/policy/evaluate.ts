import { compareText } from '../merge/hybrid-order.js';
import { appliesTo } from './covers.js';
import { compareEffects, layerRank } from './meet.js';
import type { AppliesTo, PolicyBundle, PolicyEffect, PolicyLayer } from './policy-statement.js';
import type { PolicyQuestion, PolicyView } from './policy-view.js';

/** A bundle and the hash that names it. */
export interface NamedBundle {
  readonly hash: string;
  readonly bundle: PolicyBundle;
}

/** What is asked of the policy in force. */
export interface PolicyEvaluation extends PolicyQuestion {
  /** Amounts asked for, held against limits: quantity → amount. */
  readonly quantities?: Readonly<Record<string, number>>;
  /** Values asked for, held against lists: dimension → value. */
  readonly values?: Readonly<Record<string, string>>;
}

/** One rule, limit or list that decided. */
export interface PolicyCause {
  readonly hash: string;
  readonly bundle: string;
  readonly layer: PolicyLayer;
  /** The member's name in the bundle. */
  readonly rule: string;
  /** The rule's own reason, or what the limit or list says. */
  readonly reason: string;
}

export interface PolicyDecision {
  readonly effect: PolicyEffect;
  /** Everything that asks for exactly this effect, the outermost layer first; empty by default. */
  readonly because: readonly PolicyCause[];
  /** Set where no rule speaks about the capability, and the default decided. */
  readonly default?: true;
}

type Finding = PolicyCause & { readonly effect: PolicyEffect };

const own = <Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

const findingsOf = ({ hash, bundle }: NamedBundle, question: PolicyEvaluation): readonly Finding[] => {
  const found: Finding[] = [];
  const here = (item: AppliesTo): boolean => appliesTo(item, question.capability, question.subjects);
  const add = (rule: string, effect: PolicyEffect, reason: string): void => {
    found.push({ hash, bundle: bundle.name, layer: bundle.layer, rule, reason, effect });
  };
  for (const [name, rule] of Object.entries(bundle.rules)) if (here(rule)) add(name, rule.effect, rule.reason);
  for (const [name, limit] of Object.entries(bundle.limits ?? {})) {
    const amount = own(question.quantities, limit.quantity);
    // Written so that an amount that is no number is over every limit.
    if (amount === undefined || !here(limit) || amount <= limit.maximum) continue;
    add(name, 'deny', `${limit.quantity} is at most ${limit.maximum}, and ${amount} was asked for.`);
  }
  for (const [name, list] of Object.entries(bundle.allowLists ?? {})) {
    const value = own(question.values, list.dimension);
    if (value === undefined || !here(list) || list.values.includes(value)) continue;
    add(name, 'deny', `${list.dimension} is not one of those that are allowed.`);
  }
  for (const [name, list] of Object.entries(bundle.denyLists ?? {})) {
    const value = own(question.values, list.dimension);
    if (value !== undefined && here(list) && list.values.includes(value)) {
      add(name, 'deny', `${list.dimension} is one of those that are denied.`);
    }
  }
  return found;
};

const compareFindings = (a: Finding, b: Finding): number =>
  compareEffects(a.effect, b.effect) ||
  layerRank(a.layer) - layerRank(b.layer) ||
  compareText(a.hash, b.hash) ||
  compareText(a.rule, b.rule);

/**
 * What the bundles say together about one question: the meet of everything that applies, whatever its order.
 * Where nothing speaks about the capability, a dangerous one is denied and another allowed.
 */
export const evaluatePolicy = (bundles: Iterable<NamedBundle>, question: PolicyEvaluation): PolicyDecision => {
  const findings: Finding[] = [];
  for (const bundle of bundles) findings.push(...findingsOf(bundle, question));
  findings.sort(compareFindings);
  const [first] = findings;
  if (first === undefined) return { effect: question.dangerous ? 'deny' : 'allow', because: [], default: true };
  const because = findings
    .filter(({ effect }) => effect === first.effect)
    .map(({ hash, bundle, layer, rule, reason }) => ({ hash, bundle, layer, rule, reason }));
  return { effect: first.effect, because };
};

const verbs: Readonly<Record<PolicyEffect, string>> = {
  deny: 'is denied',
  review: 'waits for a person',
  allow: 'is allowed',
};

/** One sentence for a person: what was decided, by which rule of which bundle and layer, and why. */
export const explainPolicy = (question: PolicyQuestion, decision: PolicyDecision): string => {
  const what = `${question.capability} ${verbs[decision.effect]}`;
  const [cause] = decision.because;
  if (cause === undefined) {
    return decision.effect === 'deny'
      ? `${what}: it is dangerous, and no rule allows it.`
      : `${what}: no rule speaks about it.`;
  }
  return `${what} by rule ${cause.rule} of ${cause.bundle} (layer ${cause.layer}): ${cause.reason}`;
};

/** The policy in force as the gate reads it; the bundles are asked for anew at every question. */
export const policyViewOf = (bundles: () => Iterable<NamedBundle>): PolicyView => ({
  evaluate: (question) => {
    const decision = evaluatePolicy(bundles(), question);
    return {
      effect: decision.effect,
      byDefault: decision.default === true,
      because: explainPolicy(question, decision),
    };
  },
});
