/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = { SecretReference: 'secret', SecretLease: 'secret-lease' };

const prefix = 'urn:srcos:';

/** `secret-lease` of `urn:srcos:secret-lease:deploy`. */
export const kindOfId = (id: string): string => id.slice(prefix.length).split(':', 1)[0] ?? '';
