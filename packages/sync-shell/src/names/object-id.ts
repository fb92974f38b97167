/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  ShellProfile: 'shell-profile',
  CommandTemplate: 'command-template',
  ShellEnvironmentProfile: 'shell-environment',
};

const prefix = 'urn:srcos:';

/** `shell-profile` of `urn:srcos:shell-profile:everyday`. */
export const kindOfId = (id: string): string =>
  id.startsWith(prefix) ? (id.slice(prefix.length).split(':', 1)[0] ?? '') : '';
