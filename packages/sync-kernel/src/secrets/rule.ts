/** Where something lies in a text, in UTF-16 code units; `end` is after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How one credential format is recognised. */
export interface SecretRule {
  /** What a finding is called, in kebab-case and without digits. */
  readonly kind: string;
  /** Where the format is documented: its issuer's page, an RFC, or a rule of gitleaks (config/gitleaks.toml). */
  readonly source: string;
  /** The literals, one of which every secret of the format contains. Only where one occurs is `find` asked. */
  readonly anchors: readonly string[];
  /**
   * The secret around an anchor that occurs at `at`, or undefined where there is none. It reads a bounded number of
   * characters beyond what it returns: that is what keeps a search linear in the text (see find-secrets.ts).
   */
  readonly find: (text: string, at: number, anchor: string) => Span | undefined;
}
