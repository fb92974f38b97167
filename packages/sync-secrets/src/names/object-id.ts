/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = { SecretReference: 'secret', SecretLease: 'secret-lease' };
