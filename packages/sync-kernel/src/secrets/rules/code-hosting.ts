import { alphanumeric, base64Url, dottedBase64Url, hexDigits, tokenCharacters, wordCharacters } from '../characters.js';
import type { SecretRule } from '../rule.js';
import { token } from '../token.js';
import { assigned } from '../assigned.js';

/** Tokens for source code, packages and what is built of them. */
export const codeHosting: readonly SecretRule[] = [
  token({
    kind: 'github-token',
    source:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
    prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    characters: wordCharacters,
    least: 36,
    atWord: true,
  }),
  token({
    kind: 'github-fine-grained-token',
    source:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
    prefixes: ['github_pat_'],
    characters: wordCharacters,
    least: 36,
  }),
  token({
    kind: 'gitlab-token',
    source: 'https://docs.gitlab.com/security/tokens/',
    prefixes: [
      'glpat-',
      'gldt-',
      'glrt-',
      'glcbt-',
      'glptt-',
      'glft-',
      'glimt-',
      'glagent-',
      'gloas-',
      'glsoat-',
      'glrtr-',
    ],
    characters: dottedBase64Url,
    least: 20,
  }),
  token({
    kind: 'npm-token',
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    prefixes: ['npm_'],
    characters: alphanumeric,
    least: 36,
    atWord: true,
  }),
  assigned({
    kind: 'npm-registry-token',
    source: 'https://docs.npmjs.com/cli/configuring-npm/npmrc',
    names: ['_authToken', '_auth', '_password'],
    characters: tokenCharacters,
    least: 16,
  }),
  token({
    kind: 'pypi-token',
    source: 'https://pypi.org/help/#apitoken',
    prefixes: ['pypi-AgE', 'pypi-AgN'],
    characters: base64Url,
    least: 50,
  }),
  token({
    kind: 'rubygems-token',
    source: 'gitleaks: rubygems-api-token',
    prefixes: ['rubygems_'],
    characters: hexDigits,
    least: 48,
  }),
  token({
    kind: 'docker-token',
    source: 'https://docs.docker.com/security/access-tokens/',
    prefixes: ['dckr_pat_', 'dckr_oat_'],
    characters: base64Url,
    least: 24,
  }),
  token({
    kind: 'atlassian-token',
    source: 'gitleaks: atlassian-api-token',
    prefixes: ['ATATT3'],
    characters: tokenCharacters,
    least: 60,
    atWord: true,
  }),
  token({
    kind: 'sourcegraph-token',
    source: 'gitleaks: sourcegraph-access-token',
    prefixes: ['sgp_'],
    characters: wordCharacters,
    least: 40,
    atWord: true,
  }),
];
