// Who may import whom (the import graph is the proof that the relay cannot decrypt). What is not allowed is refused.

const doors = {
  primitives: '^libs/primitives/src/index[.]ts$',
  contracts: '^libs/contracts/src/index[.]ts$',
  crypto: '^libs/crypto/src/index[.]ts$',
  'crypto/verify': '^libs/crypto/src/verify[.]ts$',
  'crypto/log-signer': '^libs/crypto/src/log-signer[.]ts$',
  tlog: '^libs/tlog/src/index[.]ts$',
  directory: '^libs/directory/src/index[.]ts$',
  roster: '^libs/roster/src/index[.]ts$',
  consultation: '^libs/consultation/src/index[.]ts$',
  pages: '^libs/pages/src/index[.]ts$',
  client: '^libs/client/src/index[.]ts$',
  'client/choices': '^libs/client/src/choices[.]ts$',
  // The command line as a function: what a person could have typed.
  cli: '^apps/cli/src/run[.]ts$',
};

// Nobody's list grows without an architecture decision record.
const mayEnter = {
  'libs/primitives': [],
  'libs/contracts': ['primitives'],
  'libs/crypto': ['primitives'],
  'libs/tlog': ['primitives', 'contracts', 'crypto/verify'],
  'libs/directory': ['primitives', 'contracts', 'crypto/verify', 'tlog'],
  'libs/roster': ['primitives', 'contracts', 'crypto/verify', 'tlog', 'directory'],
  'libs/consultation': [],
  // Types alone: see below.
  'libs/pages': ['directory'],
  'libs/client': Object.keys(doors).filter((door) => door !== 'cli'),
  'apps/cli': [
    'primitives',
    'contracts',
    'crypto',
    'crypto/verify',
    'crypto/log-signer',
    'tlog',
    'directory',
    'roster',
    'pages',
    'consultation',
    'client',
  ],
  'apps/relay': [
    'primitives',
    'contracts',
    'crypto/verify',
    'crypto/log-signer',
    'tlog',
    'directory',
    'roster',
    'pages',
  ],
  // All keys and all of the client are in the worker; the page around it is held by rules of its own below.
  'apps/web/src/desk': ['primitives', 'contracts', 'crypto', 'tlog', 'directory', 'roster', 'pages', 'client'],
  'infra/start': ['primitives', 'crypto/log-signer', 'tlog', 'cli'],
};

const SPEC = '[.]spec[.]ts$';
const escaped = (folder) => folder.replaceAll('/', '[/]');
const appOf = (folder) => folder.replace(/^(apps\/[^/]+)\/.*/, '$1');

const entering = Object.entries(mayEnter).map(([folder, allowed]) => ({
  name: `who-may-import-whom: ${folder}`,
  comment: `${folder} may import ${allowed.length === 0 ? 'no other lib' : allowed.map((door) => `#${door}`).join(', ')}, each by its door.`,
  severity: 'error',
  from: { path: `^${escaped(folder)}/`, pathNot: SPEC },
  to: {
    path: '^(libs|apps|infra|tests)/',
    pathNot: [`^${escaped(appOf(folder))}/`, ...allowed.map((door) => doors[door])],
  },
}));

export default {
  forbidden: [
    ...entering,
    {
      name: 'who-may-import-whom: specs',
      comment: 'A spec beside its source enters other libs by their doors, and the builders of tests/support.',
      severity: 'error',
      from: { path: `^(libs|apps|infra)/([^/]+)/.*${SPEC}` },
      to: { path: '^(libs|apps|infra)/', pathNot: ['^$1/$2/', ...Object.values(doors)] },
    },
    {
      name: 'tests-stay-tests',
      comment: 'What is shipped knows nothing of tests.',
      severity: 'error',
      from: { path: '^(libs|apps|infra)/', pathNot: SPEC },
      to: { path: `(^tests/)|(${SPEC})` },
    },
    {
      name: 'the-relay-cannot-decrypt',
      comment: 'By no chain of imports does the relay reach the door of members, or anything behind that door alone.',
      severity: 'error',
      from: { path: '^apps/relay/', pathNot: SPEC },
      to: {
        // Whatever of libs/crypto is not named here counts as able to decrypt.
        path: '^libs/(client/|crypto/src/)',
        pathNot:
          '^libs/crypto/src/(verify|log-signer|application-entry|equal-secrets|errors|sodium|lp|buckets|canonical-json|hash|signature|session|agreement|unreadable|head|record)[.]ts$',
        reachable: true,
      },
    },
    {
      name: 'features-keep-their-tables',
      comment: "A feature's entity and repository never leave its folder; others ask its service.",
      severity: 'error',
      from: { path: '^apps/relay/src/([^/]+)' },
      to: { path: '[.](entity|repository)[.]ts$', pathNot: '^apps/relay/src/$1/' },
    },
    {
      name: 'features-keep-their-tables: others',
      comment: 'Tables are reached by nobody outside the relay.',
      severity: 'error',
      from: { pathNot: '^(apps/relay|tests)/' },
      to: { path: '^apps/relay/src/.*[.](entity|repository)[.]ts$' },
    },
    {
      name: 'apps-never-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'keys-stay-in-the-worker',
      comment:
        'The page of the web client gets plain views: of the libs it knows types alone, lists to choose from, how pages are shown, and what the law says.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: ['^apps/web/src/desk/', SPEC] },
      to: {
        path: '^libs/',
        pathNot: [doors['client/choices'], doors.pages, doors.consultation],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'keys-stay-in-the-worker: lists to choose from',
      comment: 'What the page may import leads to nothing else.',
      severity: 'error',
      from: { path: doors['client/choices'] },
      to: {},
    },
    {
      name: 'keys-stay-in-the-worker: how pages are shown',
      comment: 'Nor does that lead to any other code.',
      severity: 'error',
      from: { path: '^libs/pages/', pathNot: SPEC },
      to: { path: '.', pathNot: '^libs/pages/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'keys-stay-in-the-worker: what the law says',
      comment: 'Nor does that.',
      severity: 'error',
      from: { path: '^libs/consultation/', pathNot: SPEC },
      to: { path: '.', pathNot: '^libs/consultation/' },
    },
    {
      name: 'keys-stay-in-the-worker: by one door',
      comment: 'The page knows of the worker what desk/api says, and its address.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: ['^apps/web/src/desk/', SPEC] },
      to: { path: '^apps/web/src/desk/', pathNot: ['^apps/web/src/desk/api/', '^apps/web/src/desk/worker[.]ts'] },
    },
    {
      name: 'the-worker-shows-nothing',
      severity: 'error',
      from: { path: '^apps/web/src/(desk|service-worker)/', pathNot: SPEC },
      to: {
        path: '^apps/web/src/',
        pathNot: ['^apps/web/src/(desk|service-worker)/', '^apps/web/src/platform/error-transfer[.]ts$'],
      },
    },
    {
      name: 'parts-know-no-domain',
      comment: 'The parts of ui/ know neither a screen nor the desk.',
      severity: 'error',
      from: { path: '^apps/web/src/ui/' },
      to: { path: '^apps/web/src/(features|desk|platform/(desk|use-desk|use-act))' },
    },
    {
      name: 'no-cycles',
      comment: 'Neither by values nor by types.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libsodium-in-one-place',
      severity: 'error',
      from: { path: '^(libs|apps|infra)/', pathNot: ['^libs/crypto/src/sodium[.]ts$', SPEC] },
      to: { path: 'node_modules/libsodium' },
    },
    {
      name: 'libs-are-for-every-platform',
      comment: 'What differs between a browser and Node is given to libs as an argument.',
      severity: 'error',
      from: { path: '^libs/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^(libs|apps|infra/start)/', pathNot: [SPEC, '^apps/[^/]+/[^/]+[.]mjs$'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    // What begins in dist/ is there only once the product is built; verify runs without.
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: 'dist/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.build.json' },
    enhancedResolveOptions: {
      conditionNames: ['comity-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
