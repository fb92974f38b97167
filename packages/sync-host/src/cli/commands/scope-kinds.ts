/** The kinds of scope that a device can begin. */
export const scopeKinds = ['profile', 'workspace', 'org'] as const;
export type ScopeKind = (typeof scopeKinds)[number];
