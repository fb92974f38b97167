import type { PolicyEffect } from './policy-statement.js';

/** What the gate asks the policy in force about one write. */
export interface PolicyQuestion {
  /** `sync.<collection>.<operation>`. */
  readonly capability: string;
  /** The author, the device and the scope, by URN. */
  readonly subjects: readonly string[];
  /** Whether what is not allowed expressly is denied. */
  readonly dangerous: boolean;
}

export interface PolicyAnswer {
  readonly effect: PolicyEffect;
  /** Whether no rule spoke and the default decided. */
  readonly byDefault: boolean;
  /** One sentence that names the rule and the layer that decided. */
  readonly because: string;
}

/** The policy in force on a device, as the gate's `policy` stage reads it. */
export interface PolicyView {
  readonly evaluate: (question: PolicyQuestion) => PolicyAnswer;
}
