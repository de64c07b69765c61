import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { documentedExports } from './infra/quality/eslint/documented-exports.mjs';
import { reasonedDisables } from './infra/quality/eslint/reasoned-disables.mjs';
import { wordsInCatalogue } from './infra/quality/eslint/words-in-catalogue.mjs';

const house = {
  rules: {
    'documented-exports': documentedExports,
    'reasoned-disables': reasonedDisables,
    'words-in-catalogue': wordsInCatalogue,
  },
};

// What belongs to one place each. The rule that a file is that place's own stands at the end.
const TIME = [
  { object: 'Date', property: 'now', message: 'Time comes from an injected Clock.' },
  { object: 'performance', property: 'timeOrigin', message: 'Time comes from an injected Clock.' },
];
const CHANCE = [
  { object: 'Math', property: 'random', message: 'Randomness comes from libs/crypto, or a seed in tests.' },
];
const ENVIRONMENT = [
  { object: 'process', property: 'env', message: 'Configuration is parsed once, where the process starts.' },
];
const restricted = (...lists) => ['error', ...lists.flat()];

const SYNTAX = [
  { selector: 'TSEnumDeclaration', message: 'Use a const object, or a union of literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'A file is the module.' },
];
const NO_LOCAL_TIME = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'Time comes from an injected Clock.',
};

const SODIUM = { group: ['libsodium*'], message: 'libsodium lives in libs/crypto/src/sodium.ts and nowhere else.' };
const NODE_CRYPTO = {
  group: ['node:crypto', 'crypto', '@noble/*', 'shamir-secret-sharing'],
  message: 'Cryptography of the product lives in libs/crypto; other implementations serve tests.',
};
const DIST = { group: ['**/dist/**'], message: 'Import from source, by alias.' };

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.comity/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    plugins: { house },
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'performance',
          'URL',
          'Buffer',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'AbortSignal',
          'module',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'house/reasoned-disables': 'error', 'max-lines': ['error', { max: 500 }] },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { house },
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      'house/documented-exports': 'error',
      'house/reasoned-disables': 'error',
      'max-lines': ['error', { max: 500 }],
      'no-console': 'error',
      'no-restricted-properties': restricted(TIME, CHANCE, ENVIRONMENT),
      'no-restricted-syntax': restricted(SYNTAX, [NO_LOCAL_TIME]),
      'no-restricted-imports': ['error', { patterns: [SODIUM, NODE_CRYPTO, DIST] }],
      eqeqeq: 'error',
      // Nest and TypeORM declare option bags as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Spreading a text gives its code points, which is what is meant.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A number in a message is plain to read; everything else that is not text still has to say how it becomes text.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Nest names modules by classes that hold nothing.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `return promise` from a function that says so is as good as `await`; `return act()` of void is plain in callbacks.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Nest finds what to inject by the class at run time: `import type` would take it away.
    files: ['apps/relay/src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    languageOptions: { parserOptions: { project: ['./apps/web/tsconfig.json', './apps/web/tsconfig.desk.json'] } },
    rules: { 'house/words-in-catalogue': 'error' },
  },
  {
    files: ['tests/e2e/web/**/*.ts'],
    languageOptions: { parserOptions: { project: './tests/e2e/web/tsconfig.json' } },
  },
  {
    files: ['libs/crypto/src/sodium.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [NODE_CRYPTO, DIST] }] },
  },
  {
    // Hashing names of folders and files is no cryptography of the product; the relay's session tokens and ids are random.
    files: ['infra/start/postgres-folder.ts', 'apps/relay/src/platform/ids.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [SODIUM, DIST] }] },
  },
  {
    files: ['apps/*/src/platform/{clock,environment}.ts', 'apps/web/src/desk/environment.ts', 'tests/support/clock.ts'],
    rules: {
      'no-restricted-properties': restricted(CHANCE, ENVIRONMENT),
      'no-restricted-syntax': restricted(SYNTAX),
    },
  },
  {
    files: [
      'apps/*/src/main.ts',
      'infra/start/main.ts',
      'infra/start/demo.ts',
      'tests/support/environment.ts',
      'tests/bench/main.ts',
    ],
    rules: { 'no-restricted-properties': restricted(TIME, CHANCE) },
  },
  {
    files: ['**/*.spec.ts', 'tests/**/*.ts'],
    rules: {
      'house/documented-exports': 'off',
      // Tests check the product against second implementations.
      'no-restricted-imports': ['error', { patterns: [SODIUM, DIST] }],
      // Expectations name methods of doubles, and unpack what a reply must hold.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['tests/support/**/*.ts'], rules: { 'house/documented-exports': 'error' } },
);
