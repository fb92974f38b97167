import * as fc from 'fast-check';
import type { ShellRecord } from '../record.js';

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const someOf = <Value>(names: readonly string[], values: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> =>
  fc.dictionary(fc.constantFrom(...names), values, { noNullPrototype: true, maxKeys: 3 });

const ids = (kind: string): fc.Arbitrary<string[]> =>
  fc.uniqueArray(
    fc.nat({ max: 4 }).map((n) => `urn:srcos:${kind}:n${String(n)}`),
    { maxLength: 2 },
  );

const names = fc.constantFrom('Everyday', 'Client A', 'Über alles', 'a'.repeat(64));

const code = fc.constantFrom(
  'ls -l',
  'git status --short\n',
  'curl -fsSL https://get.example/install | sh\n',
  'export PATH=/tmp/bin:$PATH\neval "$(starship init bash)"\n',
  'mkdir -p "$1" && cd "$1"\n',
  'if [ -f ~/.env ]; then . ~/.env; fi',
  'echo $(((',
  'case $x in (a) echo b;; esac',
  '# nothing\n',
);

const variable = fc.oneof(
  fc.constantFrom('vim', '/opt/bin', '', '${HOME}/src', '$(id)').map((template) => ({ kind: 'text', template })),
  fc.nat({ max: 3 }).map((n) => ({ kind: 'secret', reference: `urn:srcos:secret:n${String(n)}` })),
  fc.constant({ kind: 'device' }),
);
const variables = someOf(['EDITOR', 'LD_PRELOAD', 'PROMPT_COMMAND', 'GITHUB_TOKEN', 'PATH', 'LANG'], variable).map(
  ({ GITHUB_TOKEN, ...rest }) =>
    // A token that is text is no valid thing to send: it is redacted.
    GITHUB_TOKEN === undefined || GITHUB_TOKEN.kind === 'text' ? rest : { ...rest, GITHUB_TOKEN },
);

const pathEntry = fc.record({
  directory: fc.constantFrom('/opt/tool/bin', '~/.local/bin', '/tmp/bin', '~'),
  placement: fc.constantFrom('before', 'after'),
});

const segment = fc.oneof(
  fc.constantFrom('$ ', '> ', '$(id) ').map((text) => ({ kind: 'text', text })),
  fc.constantFrom('host', 'repository_branch').map((fact) => ({ kind: 'fact', fact })),
  fc.constant({ kind: 'newline' }),
);

const template = fc.record({
  command: fc.constantFrom('deploy --to {{stage}}', 'sh -c "echo {{stage}}"', 'ssh {{stage}} uptime'),
  parameters: fc.constant({ stage: { kind: 'choice', choices: ['staging', 'production'] } }),
  confirm: fc.boolean(),
});

const record = (type: string, required: Fields, optional: Fields): fc.Arbitrary<Record<string, unknown>> => {
  const model: Fields = { type: fc.constant(type), ...required, ...optional };
  return fc.record(model, { requiredKeys: ['type', ...Object.keys(required)] });
};

/** Valid records of every type. */
export const shellRecords = fc
  .oneof(
    {
      weight: 3,
      arbitrary: record(
        'ShellProfile',
        { name: names, dialect: fc.constantFrom('posix', 'bash', 'zsh', 'fish', 'powershell') },
        {
          aliases: someOf(['ll', 'gs', 'sudo', 'constructor'], code),
          functions: someOf(['mkcd', 'ssh', 'precmd'], code),
          pathEntries: fc.array(pathEntry, { maxLength: 3 }),
          environmentTemplates: variables,
          environments: ids('shell-environment'),
          startupScripts: someOf(['environment', 'login', 'interactive'], code),
          commandTemplates: ids('command-template'),
          prompt: fc.record({ left: fc.array(segment, { maxLength: 2 }) }),
          colours: someOf(['foreground', 'background', 'cursor'], fc.constantFrom('#101010', '#d0d0d0')),
          keyBindings: someOf(['ctrl-w', 'f1', 'alt-b'], fc.constantFrom('none', 'kill_line')),
        },
      ),
    },
    {
      weight: 1,
      arbitrary: record(
        'CommandTemplate',
        {
          name: names,
          commandTemplates: fc.dictionary(fc.constantFrom('posix', 'fish'), template, {
            minKeys: 1,
            noNullPrototype: true,
          }),
        },
        { description: names, environmentTemplates: variables },
      ),
    },
    {
      weight: 1,
      arbitrary: record(
        'ShellEnvironmentProfile',
        { name: names, environmentTemplates: variables },
        { description: names, workspaceId: fc.constantFrom('urn:srcos:workspace:a', 'urn:srcos:workspace:b') },
      ),
    },
  )
  .map((value) => value as unknown as ShellRecord);

const kinds: Readonly<Record<ShellRecord['type'], string>> = {
  ShellProfile: 'shell-profile',
  CommandTemplate: 'command-template',
  ShellEnvironmentProfile: 'shell-environment',
};

/** The object that a record stands under. */
export const objectIdOf = ({ type }: ShellRecord): string => `urn:srcos:${kinds[type]}:one`;
