/** No system opens a longer path (PATH_MAX), and patterns are not tried on more. */
const longestPath = 4_096;

/** Files that are run or trusted without anybody asking for it. */
const persistent =
  /(?:^|\/)(?:\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|zlogout|kshrc|cshrc|tcshrc|inputrc|xinitrc|xprofile|gitconfig|npmrc|pypirc|vimrc|netrc)|\.ssh\/(?:authorized_keys2?|config|rc|environment|known_hosts)|\.config\/(?:autostart|systemd|fish|git|environment\.d)(?:\/.*)?|config\.fish|LaunchAgents\/.*|LaunchDaemons\/.*|crontab|\.git\/(?:hooks\/.*|config))$|^\/(?:etc|Library|boot|lib|usr|bin|sbin|var\/spool\/cron)(?:\/|$)/;

/** Files that hold keys, passwords or sessions. */
const secret =
  /(?:^|[/=@])(?:\.ssh\/(?:id_[^/]*|identity|[^/]*\.pem)|\.aws\/credentials|\.gnupg(?:\/.*)?|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.docker\/config\.json|\.kube\/config|\.config\/gcloud(?:\/.*)?|\.password-store(?:\/.*)?|\.bash_history|\.zsh_history|\.mozilla(?:\/.*)?|Login Data|\.vault-token|\.config\/gh\/hosts\.yml)$|^\/etc\/(?:shadow|sudoers)|^\/proc\/[^/]+\/environ$/;

/** Whether writing to a file has something run, or somebody trusted, later. */
export const isPersistent = (path: string): boolean => persistent.test(path.slice(0, longestPath));
export const isSecretFile = (path: string): boolean => secret.test(path.slice(0, longestPath));

/** Places whose deletion takes everything with it. */
export const isEverything = (path: string): boolean =>
  /^(?:\/|\/\*|~\/?|~\/\*|\$\{?HOME\}?\/?\*?|\/(?:home|usr|etc|var|Users|opt|boot)\/?\*?|\$\{?[A-Za-z_][A-Za-z0-9_]*\}?\/\*?|\*|\.\/?|\.\*|\.git\/?)$/.test(
    path,
  );

const scheme = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#\\@]*@)?([^/?#\\]*)/i;
const bare = /^[\w.-]+\.[a-z]{2,}(?:[:/]|$)/i;

/** What a person is told where the code does not say it. */
export const unknownHost = 'an address that is only known when it runs';

/** The host of what a downloader is given; undefined where no argument names one. */
export const hostIn = (args: readonly string[]): string | undefined => {
  for (const arg of args) {
    if (arg.startsWith('-')) continue;
    const host = scheme.exec(arg)?.[1] ?? (bare.test(arg) ? arg.split(/[/?#]/, 1)[0] : undefined);
    if (host === undefined) continue;
    return /^[\w.:[\]-]+$/.test(host) ? host.toLowerCase() : unknownHost;
  }
  return undefined;
};
