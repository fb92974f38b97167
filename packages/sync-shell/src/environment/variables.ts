/** What a variable does to programs that never asked for it, as the end of a sentence: `sets X, which …`. */
export interface VariableRisk {
  readonly words: string;
  /** Whether the value is shell code. */
  readonly isCode: boolean;
}

type Group = readonly [names: string, words: string, isCode?: boolean];

const groups: readonly Group[] = [
  [
    'LD_PRELOAD LD_AUDIT LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH DYLD_FRAMEWORK_PATH',
    'loads code into every program that starts',
  ],
  ['BASH_ENV ENV ZDOTDIR', 'has every shell run a file before anything else'],
  ['PROMPT_COMMAND PERIOD_COMMAND', 'is run before every prompt', true],
  ['PS0 PS1 PS2 PS4 PROMPT RPROMPT', 'is expanded before every prompt', true],
  ['GIT_SSH_COMMAND GIT_SSH GIT_PROXY_COMMAND RSYNC_RSH CVS_RSH', 'is run in the place of ssh', true],
  ['GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS', 'is run to ask for passwords, and gets them', true],
  [
    'GIT_EXTERNAL_DIFF GIT_PAGER GIT_EDITOR GIT_SEQUENCE_EDITOR PAGER MANPAGER EDITOR VISUAL BROWSER LESSOPEN LESSCLOSE FZF_DEFAULT_COMMAND FCEDIT',
    'is run whenever a program opens a pager, an editor or a browser',
    true,
  ],
  [
    'GIT_EXEC_PATH GIT_TEMPLATE_DIR GIT_CONFIG GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_COUNT',
    'changes what git runs',
  ],
  [
    'NODE_OPTIONS NODE_PATH PYTHONSTARTUP PYTHONPATH PYTHONHOME PERL5OPT PERL5LIB PERL5DB RUBYOPT RUBYLIB JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS LUA_INIT R_PROFILE PHPRC RUSTC_WRAPPER MAKEFLAGS',
    'loads code into every program of that language',
  ],
  ['SHELL IFS CDPATH GLOBIGNORE SHELLOPTS BASHOPTS', 'changes how every command is read'],
  [
    'NODE_TLS_REJECT_UNAUTHORIZED GIT_SSL_NO_VERIFY PYTHONHTTPSVERIFY CURL_INSECURE',
    'can turn off the check of who answers',
  ],
  [
    'SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE REQUESTS_CA_BUNDLE NODE_EXTRA_CA_CERTS GIT_SSL_CAINFO AWS_CA_BUNDLE SSLKEYLOGFILE',
    'decides whom encrypted connections trust, or who can read them',
  ],
  [
    'http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY FTP_PROXY ftp_proxy',
    'sends what programs load, and what they send, through another machine',
  ],
  [
    'NPM_CONFIG_REGISTRY npm_config_registry PIP_INDEX_URL PIP_EXTRA_INDEX_URL UV_INDEX_URL GOPROXY GONOSUMDB GOFLAGS CARGO_REGISTRIES_CRATES_IO_INDEX GEM_SOURCE HOMEBREW_BOTTLE_DOMAIN',
    'has packages installed from somewhere else',
  ],
  ['SSH_AUTH_SOCK GNUPGHOME GPG_AGENT_INFO', 'decides who holds the keys'],
  [
    'DOCKER_HOST KUBECONFIG AWS_CONFIG_FILE AWS_ENDPOINT_URL AWS_PROFILE KUBE_CONTEXT',
    'decides which machines commands act on',
  ],
  ['HISTFILE HISTCONTROL HISTIGNORE HISTSIZE', 'decides whether what is typed is kept'],
];

const table: ReadonlyMap<string, VariableRisk> = new Map(
  groups.flatMap(([names, words, isCode = false]) =>
    names.split(' ').map((name) => [name, { words, isCode }] as const),
  ),
);

const programs: ReadonlySet<string> = new Set([
  'PAGER',
  'MANPAGER',
  'GIT_PAGER',
  'EDITOR',
  'VISUAL',
  'GIT_EDITOR',
  'BROWSER',
]);
const prompts: ReadonlySet<string> = new Set(['PS0', 'PS1', 'PS2', 'PS4', 'PROMPT', 'RPROMPT']);

/** A program by its bare name and options, looked for like any other: `vim`, `less -R`. */
const bareProgram = /^[a-z][a-z0-9_-]*(?: -[A-Za-z0-9=-]+)*$/;

/** What is risky about a variable that is given a value; undefined where nothing is known to be. */
export const variableRisk = (name: string, value: string): VariableRisk | undefined => {
  if (programs.has(name) && bareProgram.test(value)) return undefined;
  // A prompt that expands no command is only text.
  if (prompts.has(name) && !/[`$]/.test(value)) return undefined;
  if (name.startsWith('BASH_FUNC_')) return { words: 'puts a function into every shell', isCode: true };
  return table.get(name);
};
