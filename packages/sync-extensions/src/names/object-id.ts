const prefix = 'urn:srcos:';
const extensionPrefix = `${prefix}extension:`;
const blockPrefix = `${prefix}extension-block:`;

/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  Extension: 'extension',
  ExtensionBlock: 'extension-block',
};

/** A character that a URN has no place for, as `~` and its number. */
const escaped = (identifier: string): string =>
  identifier.replace(/[^A-Za-z0-9._@/:+-]/g, (mark) => `~${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * The object that an extension stands under: named by its host surface and its identifier there, so that two objects
 * cannot claim one extension.
 */
export const extensionId = (surface: string, identifier: string): string =>
  `${extensionPrefix}${surface}:${escaped(identifier)}`;

/** The object of a policy's word about an extension; one for each extension. */
export const blockIdOf = (extension: string): string => `${blockPrefix}${extension.slice(extensionPrefix.length)}`;
