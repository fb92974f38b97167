const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Run code that they are given as text, as a file, or on their standard input. */
export const interpreters = names(
  'sh bash dash ash zsh ksh mksh fish nu pwsh powershell csh tcsh busybox python python2 python3 perl ruby node deno bun php lua osascript awk gawk',
);
/** Of those, the ones whose code is shell code. */
export const shells = names('sh bash dash ash zsh ksh mksh');
/** Options after which an interpreter takes code as its next argument. */
export const codeOptions = names('-c -e -E -r --eval -Command -lc -ic -ec -xc -lic');

/** Bring something from a network to their standard output or to a file. */
export const downloaders = names('curl wget http https xh httpie aria2c fetch lynx w3m links ftp nc ncat netcat socat');
/** Turn text that nobody can read into something else. */
export const decoders = names('base64 base32 basenc xxd openssl uudecode gpg');

/** Run the command that follows them. Options are skipped, and so are those arguments that they take first. */
export const wrappers: ReadonlyMap<string, number> = new Map([
  ...[
    'sudo',
    'doas',
    'pkexec',
    'command',
    'builtin',
    'exec',
    'nohup',
    'time',
    'setsid',
    'stdbuf',
    'nice',
    'ionice',
  ].map((name): [string, number] => [name, 0]),
  ...['env', 'xargs', 'noglob', 'nocorrect', 'watch', 'systemd-run', 'catchsegv', 'unbuffer'].map(
    (name): [string, number] => [name, 0],
  ),
  ['timeout', 1],
  ['chroot', 1],
]);
/** Options of wrappers that take the argument after them. */
export const wrapperOptions = names(
  '-u -g -h -p -C -n -N -I -L -P -s -S -k -D -i -o -e --user --group --unset --signal',
);

export const rootPrograms = names('sudo doas pkexec su run0');

/** Commands that ask for a password, hold a key or decide who is trusted: whoever stands in their place has it all. */
export const protectedCommands = names(
  'sudo doas su pkexec run0 passwd login ssh ssh-add ssh-agent ssh-keygen scp sftp rsync git gpg gpg2 pass age op bw vault kubectl docker podman aws gcloud az npm pnpm yarn pip pip3 cargo brew apt apt-get dnf curl wget',
);
/** Commands whose replacement hides what happens. */
export const ordinaryCommands = names(
  'ls cd cp mv rm ln cat less more vim vi nano echo printf test read eval source exec exit trap type which whence alias unalias command builtin export history ps kill mount umount chmod chown crontab systemctl sh bash zsh python python3 node make tar find grep sed awk man su open xdg-open',
);
