import { findSecrets } from './find-secrets.js';
import { replaceSecrets } from './replace-secrets.js';
import { bearsToken } from './token-parameters.js';

/** How deep a URL may lie in a parameter of a URL and still be read; deeper ones are taken out whole. */
const maxNesting = 3;

const absolute = /^[a-z][a-z0-9+.-]*:/i;
const relative = /^(?:[/?#\\]|\.{1,2}[/\\])/;

/** What a URL parser takes out before it reads, wherever it stands. */
const ignored = /[\t\r\n]/g;

const parsed = (text: string, base?: string): URL | undefined => {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A stray percent sign: judged as it is written.
    return text;
  }
};

/** A text without the credentials that have a form of their own: a webhook's path, a token in a path. */
const withoutSecrets = (text: string): string => replaceSecrets(text).text;

/** A parameter as it may stay, or undefined where it goes. */
const keptParameter = (parameter: string, nesting: number): string | undefined => {
  const equals = parameter.indexOf('=');
  const name = decoded(equals === -1 ? parameter : parameter.slice(0, equals));
  if (findSecrets(name).length > 0) return undefined;
  if (equals === -1) return parameter;
  const value = decoded(parameter.slice(equals + 1));
  if (bearsToken(name) && value !== '') return undefined;
  if (absolute.test(value) || relative.test(value)) {
    if (nesting >= maxNesting) return undefined;
    const inner = redactNested(value, nesting + 1);
    return inner === value ? parameter : `${parameter.slice(0, equals)}=${encodeURIComponent(inner)}`;
  }
  return findSecrets(value).length > 0 ? undefined : parameter;
};

const keptParameters = (query: string, nesting: number): string =>
  query
    .split('&')
    .map((parameter) => keptParameter(parameter, nesting))
    .filter((parameter) => parameter !== undefined)
    .join('&');

/** A fragment is parameters (OAuth's implicit answer), a route with parameters of its own, or a place in the page. */
const keptFragment = (fragment: string, nesting: number): string => {
  const mark = fragment.indexOf('?');
  if (mark === -1) return fragment.includes('=') ? keptParameters(fragment, nesting) : withoutSecrets(fragment);
  const rest = keptParameters(fragment.slice(mark + 1), nesting);
  const route = keptFragment(fragment.slice(0, mark), nesting);
  return rest === '' && fragment.length > mark + 1 ? route : `${route}?${rest}`;
};

/** Path parameters that hold a session, as servlet containers write them: `;jsessionid=…`. */
const keptPath = (path: string): string =>
  path.includes(';')
    ? path.replaceAll(/;([^;/=]{1,64})=([^;/]*)/g, (whole, name: string) => (bearsToken(decoded(name)) ? '' : whole))
    : path;

/** Takes out what is to go, in place; whether anything did. */
const strip = (url: URL, nesting: number): boolean => {
  const before = url.href;
  if (url.username !== '' || url.password !== '') {
    url.username = '';
    url.password = '';
  }
  const query = url.search.slice(1);
  const keptQuery = keptParameters(query, nesting);
  if (keptQuery !== query) url.search = keptQuery === '' ? '' : `?${keptQuery}`;
  const fragment = url.hash.slice(1);
  const keptHash = keptFragment(fragment, nesting);
  if (keptHash !== fragment) url.hash = keptHash === '' ? '' : `#${keptHash}`;
  // A path that is one opaque text cannot be set: `blob:` and `view-source:` are followed by another URL.
  const path = url.pathname.startsWith('/') ? keptPath(url.pathname) : url.pathname;
  if (path !== url.pathname) url.pathname = path;
  return url.href !== before;
};

const redactOpaque = (url: URL, nesting: number): string => {
  const rest = url.href.slice(url.protocol.length);
  const inner = redactNested(rest, nesting + 1);
  return inner === rest ? url.href : url.protocol + inner;
};

const base = 'https://relative.invalid/';

const redactNested = (text: string, nesting: number): string => {
  if (nesting > maxNesting) return withoutSecrets(text);
  const url = absolute.test(text.trimStart().replaceAll(ignored, '')) ? parsed(text) : undefined;
  if (url !== undefined) {
    const opaque = !url.pathname.startsWith('/') && absolute.test(url.pathname);
    const before = url.href;
    const after = opaque ? redactOpaque(url, nesting) : strip(url, nesting) ? url.href : before;
    const clean = withoutSecrets(after);
    return clean === before ? text : clean;
  }
  if (!relative.test(text)) return withoutSecrets(text);
  const whole = parsed(text, base);
  if (whole === undefined) return withoutSecrets(text);
  const hasHost = /^[/\\]{2}/.test(text);
  if (!strip(whole, nesting)) return withoutSecrets(text);
  if (hasHost) return withoutSecrets(whole.href.slice(whole.protocol.length));
  const path = whole.href.slice(base.length - 1);
  // What went may have stood between two slashes: `/.` keeps the rest a path (WHATWG URL, serializing), no host's name.
  const rest = path.startsWith('//') ? `/.${path}` : path;
  return withoutSecrets(text.startsWith('?') || text.startsWith('#') ? rest.slice(1) : rest);
};

/**
 * Takes out of a URL what lets its reader in: user information, parameters of the query and the fragment whose name
 * says that they carry a token or whose value has the form of one, sessions in the path, and the same of URLs in its
 * parameters. Everything else stays, and a URL that holds nothing of the kind is returned as it is written; another
 * comes back as the platform's parser writes it. A text that is no URL loses the credentials that have a known form.
 * Idempotent.
 */
export const redactUrl = (text: string): string => redactNested(text, 0);
