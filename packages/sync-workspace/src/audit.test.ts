import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';
import type { WorkspaceChange } from './concerns/concern.js';
import { manifest } from './manifest.js';
import type { WorkspaceRecord } from './record.js';

const change = (before: WorkspaceRecord | undefined, after: WorkspaceRecord | undefined): WorkspaceChange => ({
  objectId: 'urn:srcos:workspace:one',
  operation: 'put',
  authorId: 'urn:srcos:person:ada',
  deviceId: 'urn:srcos:device:ada',
  before,
  after,
  pointers: ['/name'],
});
const plain: WorkspaceRecord = { type: 'Workspace', name: 'One' };
const repo: WorkspaceRecord = { type: 'WorkspaceRepo', name: 'site', remote: 'https://git.example/a.git' };
const reasons = (code: 'policy_denied' | 'secret_redacted') =>
  [{ code, detail: code === 'policy_denied' ? 'engine_denied' : 'secret_found' }] as const;

describe('audit', () => {
  it('emits every event that the manifest declares, and no other', () => {
    const bound: WorkspaceRecord = { ...plain, agentBindings: ['urn:srcos:agent-binding:a'] };
    const limited: WorkspaceRecord = { ...plain, policyBindings: ['urn:srcos:policy-bundle:a'] };
    const ruled: WorkspaceRecord = {
      ...plain,
      automationRules: {
        r: { enabled: true, when: { kind: 'every', hours: 1 }, effects: [{ kind: 'set_task_status', status: 'done' }] },
      },
    };
    const large = { ...change(plain, undefined), subtree: 10 };
    const drafts = [
      ...[plain, bound, limited, ruled, repo].flatMap((after) =>
        audit(change(undefined, after), { outcome: 'merged', reasons: [] }),
      ),
      ...audit(large, { outcome: 'applied', reasons: [] }),
      ...audit(large, { outcome: 'held', reasons: [] }),
      ...audit(change(plain, bound), { outcome: 'held', reasons: [] }),
      ...audit(change(plain, bound), { outcome: 'quarantined', reasons: reasons('policy_denied') }),
      ...audit(change(plain, bound), { outcome: 'quarantined', reasons: reasons('secret_redacted') }),
      ...audit(change(plain, bound), { outcome: 'superseded', reasons: [] }),
    ];
    expect([...new Set(drafts.map(({ eventType }) => eventType))].sort()).toEqual([...manifest.auditEvents].sort());
  });
});
