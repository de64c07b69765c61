// What belongs to one place each. The rule that a file is that place's own stands at the end.
const TIME = [
  { object: 'Date', property: 'now', message: 'Time comes from an injected Clock.' },
  { object: 'performance', property: 'timeOrigin', message: 'Time comes from an injected Clock.' },
];
const CHANCE = [
  { object: 'Math', property: 'random', message: 'Randomness comes from libs/crypto, or a seed in tests.' },
  { object: 'crypto', property: 'getRandomValues', message: 'Randomness comes from libs/crypto, or a seed in tests.' },
];
const ENVIRONMENT = [
  { object: 'process', property: 'env', message: 'Configuration is parsed once, where the process starts.' },
];
const restricted = (...lists) => ['error', ...lists.flat()];

const SODIUM = { group: ['libsodium*'], message: 'libsodium lives in libs/crypto/src/sodium.ts and nowhere else.' };
const NODE_CRYPTO = {
  group: ['node:crypto', 'crypto', '@noble/*', 'shamir-secret-sharing'],
  message: 'Cryptography of the product lives in libs/crypto; other implementations serve tests.',
};
const DIST = { group: ['**/dist/**'], message: 'Import from source, by alias.' };

const errors = (...names) => Object.fromEntries(names.map((name) => [name, 'error']));

/** Beside the category `correctness`: what is on in the recommended rules of ESLint. */
const RECOMMENDED = errors(
  'no-array-constructor',
  'no-case-declarations',
  'no-empty',
  'no-fallthrough',
  'no-prototype-builtins',
  'no-regex-spaces',
  'no-unexpected-multiline',
  'no-useless-constructor',
  'no-var',
  'prefer-const',
  'prefer-rest-params',
  'prefer-spread',
  'preserve-caught-error',
);

/** Beside the category `correctness`: what is on in the strict rules of typescript-eslint, those with types among them. */
const STRICT = errors(
  'typescript/consistent-type-exports',
  'typescript/no-deprecated',
  'typescript/no-dynamic-delete',
  'typescript/no-empty-object-type',
  'typescript/no-explicit-any',
  'typescript/no-generated-empty-object-type',
  'typescript/no-invalid-void-type',
  'typescript/no-misused-promises',
  'typescript/no-mixed-enums',
  'typescript/no-namespace',
  'typescript/no-non-null-asserted-nullish-coalescing',
  'typescript/no-non-null-assertion',
  'typescript/no-require-imports',
  'typescript/no-unnecessary-boolean-literal-compare',
  'typescript/no-unnecessary-condition',
  'typescript/no-unnecessary-template-expression',
  'typescript/no-unnecessary-type-arguments',
  'typescript/no-unnecessary-type-assertion',
  'typescript/no-unnecessary-type-constraint',
  'typescript/no-unnecessary-type-conversion',
  'typescript/no-unnecessary-type-parameters',
  'typescript/no-unsafe-argument',
  'typescript/no-unsafe-assignment',
  'typescript/no-unsafe-call',
  'typescript/no-unsafe-enum-comparison',
  'typescript/no-unsafe-function-type',
  'typescript/no-unsafe-member-access',
  'typescript/no-unsafe-return',
  'typescript/only-throw-error',
  'typescript/prefer-literal-enum-member',
  'typescript/prefer-promise-reject-errors',
  'typescript/prefer-reduce-type-parameter',
  'typescript/prefer-return-this-type',
  'typescript/related-getter-setter-pairs',
  'typescript/require-await',
  'typescript/unified-signatures',
  'typescript/use-unknown-in-catch-callback-variable',
);

/** Where a rule is looser or stricter than by itself, and why. */
const SHADES = {
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
  'no-unused-expressions': 'error',
  eqeqeq: 'error',
  // Spreading a text gives its code points, which is what is meant.
  'typescript/no-misused-spread': ['error', { allow: ['string'] }],
  'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // A number in a message is plain to read; everything else that is not text still has to say how it becomes text.
  'typescript/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: false, allowAny: false, allowNullish: false, allowRegExp: false },
  ],
  'typescript/restrict-plus-operands': [
    'error',
    { allowAny: false, allowBoolean: false, allowNullish: false, allowNumberAndString: false, allowRegExp: false },
  ],
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
  'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
  // Nest names modules by classes that hold nothing.
  'typescript/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // `return promise` from a function that says so is as good as `await`; `return act()` of void is plain in callbacks.
  'typescript/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
};

export default {
  plugins: ['typescript'],
  jsPlugins: ['./infra/quality/lint/house.mjs'],
  categories: { correctness: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist/', 'node_modules/', 'coverage/', '.comity/'],
  rules: {
    ...RECOMMENDED,
    'no-console': 'error',
    'max-lines': ['error', { max: 500 }],
    'house/reasoned-disables': 'error',
  },
  overrides: [
    {
      files: ['**/*.{js,mjs,cjs}'],
      rules: { 'no-console': 'off' },
    },
    {
      files: ['**/*.{ts,tsx}'],
      rules: {
        ...STRICT,
        ...SHADES,
        'house/documented-exports': 'error',
        'house/plain-syntax': 'error',
        'no-restricted-properties': restricted(TIME, CHANCE, ENVIRONMENT),
        'no-restricted-imports': ['error', { patterns: [SODIUM, NODE_CRYPTO, DIST] }],
      },
    },
    {
      // Nest finds what to inject by the class at run time: `import type` would take it away.
      files: ['apps/relay/src/**/*.ts'],
      rules: { 'typescript/consistent-type-imports': 'off' },
    },
    { files: ['apps/web/src/**/*.{ts,tsx}'], rules: { 'house/words-in-catalogue': 'error' } },
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
      files: [
        'apps/*/src/platform/{clock,environment}.ts',
        'apps/web/src/desk/environment.ts',
        'tests/support/clock.ts',
      ],
      rules: {
        'no-restricted-properties': restricted(CHANCE, ENVIRONMENT),
        'house/plain-syntax': ['error', { allowNow: true }],
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
        'house/words-in-catalogue': 'off',
        // Tests check the product against second implementations.
        'no-restricted-imports': ['error', { patterns: [SODIUM, DIST] }],
        // Expectations name methods of doubles, and unpack what a reply must hold.
        'typescript/unbound-method': 'off',
        'typescript/no-non-null-assertion': 'off',
        'typescript/require-await': 'off',
        // What is sorted there is sorted to be compared.
        'typescript/require-array-sort-compare': 'off',
      },
    },
    // See ADR 0033.
    { files: ['libs/crypto/src/hash.ts'], rules: { 'no-restricted-properties': restricted(TIME, ENVIRONMENT) } },
    { files: ['tests/support/**/*.ts'], rules: { 'house/documented-exports': 'error' } },
  ],
};
