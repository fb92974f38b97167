type CommandName = 'error' | 'warning' | 'notice';

/** Where and under which title an annotation appears; every value may be hostile. */
export interface CommandProperties {
  readonly file: string;
  readonly line: number;
  readonly endLine?: number | undefined;
  readonly col: number;
  readonly endColumn?: number | undefined;
  readonly title: string;
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** One workflow command of GitHub Actions, escaped as its toolkit does, so that no text can end it or begin another. */
export const workflowCommand = (name: CommandName, properties: CommandProperties, message: string): string => {
  const list = Object.entries(properties as unknown as Record<string, string | number | undefined>)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
};
