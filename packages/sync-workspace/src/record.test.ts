import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { workspaceRecord, type WorkspaceRecord } from './record.js';

const workspace = {
  type: 'Workspace',
  name: 'Client A',
  description: 'Everything for client A.\n',
  labels: ['client'],
  automationRules: {
    'review-done': {
      enabled: true,
      when: { kind: 'task_status', status: 'done' },
      effects: [
        { kind: 'notify', person: 'urn:srcos:person:ada', text: 'Done' },
        { kind: 'ask_agent', binding: 'urn:srcos:agent-binding:reviewer', instructions: 'Review it.' },
      ],
    },
  },
  agentBindings: ['urn:srcos:agent-binding:reviewer'],
  policyBindings: ['urn:srcos:policy-bundle:client-a'],
  layout: { x: -10, y: 20, collapsed: false, colour: '#336699' },
} satisfies WorkspaceRecord;

const repo = {
  type: 'WorkspaceRepo',
  name: 'site',
  remote: 'https://git.example/client-a/site.git',
  branch: 'release/2.0',
} satisfies WorkspaceRecord;

const task = {
  type: 'WorkspaceTask',
  title: 'Publish',
  status: 'open',
  priority: 'high',
  due: '2026-06-01',
} satisfies WorkspaceRecord;

const artifact = {
  type: 'WorkspaceArtifact',
  name: 'site.tar.gz',
  content: { hash: `sha256:${'a'.repeat(64)}`, size: 1024, mediaType: 'application/gzip' },
  producedBy: 'urn:srcos:task:publish',
  producedAt: '2026-05-07T09:30:00Z',
} satisfies WorkspaceRecord;

const document = { type: 'WorkspaceDocument', title: 'Plan', body: '# Plan\n\tfirst\n' } satisfies WorkspaceRecord;
const note = { type: 'WorkspaceNote', text: 'Ask Ada.' } satisfies WorkspaceRecord;

const binding = {
  type: 'WorkspaceAgentBinding',
  name: 'Reviewer',
  agentId: 'urn:srcos:agent:reviewer',
  leaseId: 'urn:srcos:lease:1',
  paused: false,
} satisfies WorkspaceRecord;

const contains = {
  type: 'WorkspaceEdge',
  relation: 'contains',
  from: 'urn:srcos:workspace:client-a',
  to: 'urn:srcos:task:publish',
  order: 'a0V',
} satisfies WorkspaceRecord;

const dependsOn = {
  type: 'WorkspaceEdge',
  relation: 'depends_on',
  from: 'urn:srcos:task:publish',
  to: 'urn:srcos:task:write',
} satisfies WorkspaceRecord;
const references = {
  ...dependsOn,
  relation: 'references',
  to: 'urn:srcos:note:1',
  label: 'see',
} satisfies WorkspaceRecord;
const assignedTo = {
  ...dependsOn,
  relation: 'assigned_to',
  to: 'urn:srcos:agent-binding:reviewer',
} satisfies WorkspaceRecord;

const examples: WorkspaceRecord[] = [
  workspace,
  repo,
  task,
  artifact,
  document,
  note,
  binding,
  contains,
  dependsOn,
  references,
  assignedTo,
];

const faults = faultsOf(workspaceRecord);

describeRecordLaws(workspaceRecord, examples);

describe('workspaceRecord', () => {
  it.each([
    ['a relation that is not one of the four', { ...contains, relation: 'blocks' }, 'relation'],
    ['an edge without its relation', { type: 'WorkspaceEdge', from: contains.from, to: contains.to }, 'relation'],
    ['a node that contains itself', { ...contains, to: contains.from }, 'to'],
    ['a child without a place', { ...contains, order: '' }, 'order'],
    ['an order on a relation that has none', { ...dependsOn, order: 'a0' }, ''],
    ['a note that contains something', { ...contains, from: 'urn:srcos:note:1' }, 'from'],
    ['a task assigned to an agent without a binding', { ...assignedTo, to: 'urn:srcos:agent:reviewer' }, 'to'],
    ['a remote with a password', { ...repo, remote: 'https://ada:secret@git.example/site.git' }, 'remote'],
    ['a remote that runs a command', { ...repo, remote: 'ext::sh -c id' }, 'remote'],
    ['a host that ssh reads as an option', { ...repo, remote: 'ssh://-oProxyCommand=id/x' }, 'remote'],
    ['a branch that git reads as an option', { ...repo, branch: '--upload-pack=id' }, 'branch'],
    ['a range instead of a branch', { ...repo, branch: 'main..evil' }, 'branch'],
    [
      'a rule that runs code of its own',
      {
        ...workspace,
        automationRules: {
          r: { ...workspace.automationRules['review-done'], effects: [{ kind: 'run', command: 'id' }] },
        },
      },
      'automationRules.r.effects.0.kind',
    ],
    [
      'a rule without an effect',
      { ...workspace, automationRules: { r: { ...workspace.automationRules['review-done'], effects: [] } } },
      'automationRules.r.effects',
    ],
    [
      'one agent binding twice',
      { ...workspace, agentBindings: [...workspace.agentBindings, ...workspace.agentBindings] },
      'agentBindings.1',
    ],
    ['a binding that grants by itself', { ...binding, capabilities: ['shell.execute'] }, ''],
    ['a position that is no number', { ...note, layout: { x: Infinity } }, 'layout.x'],
    ['a due day that does not exist', { ...task, due: '2026-02-30' }, 'due'],
    ['bytes inside an artifact', { ...artifact, content: { ...artifact.content, bytes: 'AAAA' } }, 'content'],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toEqual([path]);
  });

  it('gives agents no rights of its own: what a binding may do is in its lease', () => {
    expect([...recordPaths(workspaceRecord)].filter((path) => /capabilit|grant|permission|tools/i.test(path))).toEqual(
      [],
    );
  });
});
