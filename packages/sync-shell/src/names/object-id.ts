/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  ShellProfile: 'shell-profile',
  CommandTemplate: 'command-template',
  ShellEnvironmentProfile: 'shell-environment',
};
