import * as z from 'zod';

/** A string form: an anchored, linear-time expression, and what to tell somebody whose value does not have it. */
export interface TextForm {
  readonly pattern: RegExp;
  readonly expected: string;
}

/** String forms that the published schemas share. */
export const forms = {
  engineId: { pattern: /^sourceos\.sync\.[a-z0-9_.-]+$/, expected: 'sourceos.sync. followed by a-z, 0-9, _ . or -' },
  dottedName: { pattern: /^[a-z0-9_.-]+$/, expected: 'a name of a-z, 0-9, _ . or -' },
  repository: { pattern: /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/, expected: 'a repository as owner/name' },
  /** Semantic Versioning 2.0.0, by the expression that its site recommends. */
  semver: {
    pattern:
      /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/,
    expected: 'a semantic version such as 0.1.0',
  },
  sha256: { pattern: /^sha256:/, expected: 'a hash that starts with sha256:' },
  urn: { pattern: /^urn:srcos:/, expected: 'a URN that starts with urn:srcos:' },
  agentUrn: { pattern: /^urn:srcos:agent:/, expected: 'a URN that starts with urn:srcos:agent:' },
  auditUrn: { pattern: /^urn:srcos:audit:/, expected: 'a URN that starts with urn:srcos:audit:' },
  deviceUrn: { pattern: /^urn:srcos:device:/, expected: 'a URN that starts with urn:srcos:device:' },
  leaseUrn: { pattern: /^urn:srcos:lease:/, expected: 'a URN that starts with urn:srcos:lease:' },
  orgUrn: { pattern: /^urn:srcos:org:/, expected: 'a URN that starts with urn:srcos:org:' },
  relayUrn: { pattern: /^urn:srcos:relay:/, expected: 'a URN that starts with urn:srcos:relay:' },
  workspaceUrn: { pattern: /^urn:srcos:workspace:/, expected: 'a URN that starts with urn:srcos:workspace:' },
} as const satisfies Record<string, TextForm>;

/** A string of a form; its zod issue says what the form is. */
export const text = (form: TextForm) => z.string().regex(form.pattern, { error: form.expected });
