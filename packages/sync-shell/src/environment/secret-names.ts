const endings =
  /(?:^|_)(?:token|secret|password|passwd|passphrase|pass|pwd|pw|api_?key|access_?key|secret_?key|private_?key|auth_?key|encryption_?key|signing_?key|credential|cookie|bearer|pat|dsn)$/;

/** Names that end like a secret's and hold none. */
const harmless = new Set(['pwd', 'oldpwd', 'pass', 'pat', 'xauth_cookie']);

/** Whether the name of a variable says that its value lets its bearer in: `DB_PASSWORD`, `NPM_TOKEN`. */
export const namesSecret = (name: string): boolean => {
  const plain = name.toLowerCase();
  return !harmless.has(plain) && endings.test(plain);
};

/** What stands for a value, and what names a place, is no secret itself. */
const place = /^(?:\$\{?[A-Za-z_][A-Za-z0-9_]*\}?|~|\/|\.{1,2}\/|urn:|op:\/\/|vault:|redacted-)/;

/** Whether a value of a variable that is named like a secret is one. */
export const holdsSecret = (name: string, value: string): boolean =>
  value.trim() !== '' && namesSecret(name) && !place.test(value) && !/^(?:true|false|yes|no|0|1)$/i.test(value);

/**
 * The reference that takes the value's place: a secret named after the variable. Whoever keeps the vault puts the value
 * there on the author's device.
 */
export const referenceFor = (name: string): string => `urn:srcos:secret:shell-environment:${name}`;
