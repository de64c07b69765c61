// One project a level of test (house.md); every level runs from source through swc, as ESM.
const level = (displayName, testMatch, testTimeout = 5_000) => ({
  displayName,
  testMatch,
  testTimeout,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['comity-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.comity/'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
});

export default {
  projects: [
    level('unit', ['<rootDir>/{libs,apps,infra}/**/*.spec.ts', '!**/dist/**']),
    level('vectors', ['<rootDir>/tests/vectors/**/*.vectors.spec.ts'], 20_000),
    level('integration', ['<rootDir>/tests/integration/**/*.int.spec.ts'], 60_000),
    level('scenario', ['<rootDir>/tests/scenario/**/*.scenario.spec.ts'], 120_000),
    level('hostile', ['<rootDir>/tests/hostile/**/*.spec.ts'], 60_000),
    level('e2e', ['<rootDir>/tests/e2e/**/*.e2e.spec.ts'], 300_000),
  ],
};
