import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** What a package of each kind may not import: the arrows of the architecture run one way. */
const forbidden = {
  spec: { regex: '^@sourceos/sync-', message: 'sync-spec depends on no sibling.' },
  kernel: { regex: '^@sourceos/sync-(?!spec$)', message: 'The kernel depends on sync-spec alone.' },
  testkit: {
    regex: '^@sourceos/sync-(?!spec$|kernel($|/))',
    message: 'The testkit depends on sync-spec and sync-kernel: what it certifies is given to it.',
  },
  engine: {
    regex: '^@sourceos/sync-(?!spec$|kernel($|/(?:secrets|wire)$)|testkit$)',
    message: 'Engines never import each other, nor what hosts them.',
  },
  estate: { regex: '^@sourceos/sync-(?!spec$)', message: 'The scanner depends on sync-spec alone.' },
  host: { regex: '^@sourceos/sync-(?!spec$|kernel($|/)|testkit$)', message: 'A host takes engines as arguments.' },
  relay: {
    regex: '^@sourceos/sync-(?!kernel/(?:control|native|wire)$)',
    message: 'The relay depends on the wire format, the control log and the primitives, and on nothing above them.',
  },
};

/** @param {keyof typeof forbidden | undefined} kind */
const config = (kind) =>
  defineConfig(
    globalIgnores(['dist/', '.results/', 'coverage/', '**/*.config.{js,ts}', '**/fixtures/', '**/*.generated.*']),
    js.configs.recommended,
    tseslint.configs.strictTypeChecked,
    tseslint.configs.stylisticTypeChecked,
    {
      languageOptions: { parserOptions: { projectService: true } },
      linterOptions: { reportUnusedDisableDirectives: 'error' },
      rules: {
        '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
        '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
        ...(kind && { 'no-restricted-imports': ['error', { patterns: [forbidden[kind]] }] }),
      },
    },
    // Tests may reach across the house: they hold a package against its siblings.
    { files: ['**/*.test.ts', 'test/**'], rules: { 'no-restricted-imports': 'off' } },
    // Plain JavaScript has no types to check the lint against.
    {
      files: ['**/*.{js,mjs}'],
      extends: [tseslint.configs.disableTypeChecked],
      languageOptions: { globals: globals.node },
    },
  );

export const spec = config('spec');
export const kernel = config('kernel');
export const testkit = config('testkit');
export const engine = config('engine');
export const estate = config('estate');
export const host = config('host');
export const relay = config('relay');
export const tool = config(undefined);
