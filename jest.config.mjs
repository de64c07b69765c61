import { COVERING } from './infra/quality/coverage.mjs';

// One project a level of test; every level runs from source through swc, as ESM.
const level = (displayName, testMatch, testEnvironment = '<rootDir>/infra/quality/test-environment.mjs') => ({
  displayName,
  testMatch,
  testEnvironment,
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

// Coverage costs whatever runs, and these tests are not needed for it.
const unmeasured = (project) => ({ ...project, coveragePathIgnorePatterns: ['/'] });

export default {
  // Jest takes this for all projects or none. A test that means to take longer says so itself.
  testTimeout: 120_000,
  // Of the unit tests those that cover are measured, and no others: two projects of one name, which run as one level.
  projects: [
    level('unit', [`<rootDir>/${COVERING}`]),
    unmeasured(
      level('unit', [
        '<rootDir>/{libs,apps,infra}/**/*.spec.ts',
        `!**/${COVERING}`,
        '<rootDir>/tests/e2e/**/*.spec.ts',
        '!**/*.e2e.spec.ts',
        '!**/dist/**',
      ]),
    ),
    unmeasured(level('vectors', ['<rootDir>/tests/vectors/**/*.vectors.spec.ts'])),
    level('integration', ['<rootDir>/tests/integration/**/*.int.spec.ts']),
    level('scenario', ['<rootDir>/tests/scenario/**/*.scenario.spec.ts']),
    level('hostile', ['<rootDir>/tests/hostile/**/*.spec.ts']),
    {
      ...level('e2e', ['<rootDir>/tests/e2e/**/*.e2e.spec.ts'], '<rootDir>/tests/e2e/told-of-failures.mjs'),
      globalSetup: '<rootDir>/tests/e2e/unpacked-browser.mjs',
    },
  ],
};
