import { alphanumericAnd, runStart } from '../characters.js';
import type { SecretRule, Span } from '../rule.js';

const schemeCharacters = alphanumericAnd('+.-');

/** What ends the authority of a URL (RFC 3986 §3.2), and what no URL in a text goes beyond. */
const endsAuthority = new Set('/?#\\ \t\r\n"\'`');

/** What may stand for a password in a template: `${NAME}`, `{{ name }}`, `<name>`, `$NAME`, `%NAME%`, asterisks. */
const placeholder =
  /^(?:\$\{[\w.:-]{1,64}\}|\{\{[\w .-]{1,64}\}\}|<[\w .-]{1,64}>|\$[A-Z_][A-Z0-9_]{0,63}|%[A-Z_]{1,64}%|\*{1,64})$/;

/** The schemes of connection strings. */
const databases =
  /(?:^|[^a-z0-9+.-])(?:postgres(?:ql)?|mysql|mysqlx|mariadb|mongodb|redis|rediss|valkey|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|couchdb|cassandra|neo4j|bolt|influxdb|jdbc:[a-z]+)(?:\+[a-z]{1,16})?$/i;

/** The user information of a URL with a password, from after its slashes to before its `@`. */
const userInformation = (text: string, start: number): Span | undefined => {
  let colon = -1;
  let at = -1;
  let index = start;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '@') at = index;
    else if (character === ':' && colon === -1) colon = index;
    else if (endsAuthority.has(character)) break;
    index += 1;
  }
  if (at === -1 || colon === -1 || colon + 1 >= at) return undefined;
  return placeholder.test(text.slice(colon + 1, at).slice(0, 80)) ? undefined : { start, end: at };
};

const rule = (kind: string, source: string, wanted: (scheme: string) => boolean): SecretRule => ({
  kind,
  source,
  anchors: ['://', ':\\/\\/'],
  find: (text, at, anchor) => {
    const scheme = text.slice(runStart(text, at, schemeCharacters, 24), at);
    return scheme !== '' && wanted(scheme) ? userInformation(text, at + anchor.length) : undefined;
  },
});

/** The address of a database or broker with a password in it. */
export const databaseUrl = rule('database-url', 'RFC 3986 §3.2.1', (scheme) => databases.test(scheme));

/** Any other URL with a password in it. */
export const urlWithPassword = rule('url-password', 'RFC 3986 §3.2.1', () => true);
