/** What the addresses of some screens hold. */
export interface Ids {
  consultation: string;
  direct: string;
  authority: string;
  officer: string;
  application: string;
}

/** A screen behind sign-in, or one of its two faces. */
interface Place {
  readonly name: string;
  readonly path: (ids: Ids) => string;
  /** A part of what stands there when all is well. */
  readonly part: string;
  /** It asks for nothing by itself, and so never waits. */
  readonly asksNothing?: boolean;
  /** The relay alone has what it shows: without the line that stays which was seen. */
  readonly isOfRelay?: boolean;
}

/** Every screen behind sign-in, in the order in which its states are looked at. */
export const places: readonly Place[] = [
  { name: 'inbox', path: () => '/inbox', part: '.inbox .thread, .inbox .empty' },
  { name: 'consultations', path: () => '/consultations', part: '.thread' },
  { name: 'consultation', path: ({ consultation }) => `/c/${consultation}`, part: '.log .msg' },
  { name: 'direct', path: ({ direct }) => `/c/${direct}`, part: '.log-in .gap' },
  { name: 'new', path: () => '/new', part: '.choice-list .btn' },
  { name: 'new-to', path: ({ authority }) => `/new?with=${authority}`, part: '.new-form' },
  { name: 'directory', path: () => '/directory', part: 'main table a' },
  { name: 'authority', path: ({ authority }) => `/directory/${authority}`, part: 'main dl.pairs' },
  { name: 'basis', path: () => '/directory/basis', part: 'main .empty' },
  { name: 'treaties', path: () => '/directory/treaties', part: 'main .card p + p' },
  { name: 'networks', path: () => '/administration/network', part: 'main .table, main .empty' },
  { name: 'record', path: () => '/trust', part: 'main .cols .card' },
  { name: 'record-leaves', path: () => '/trust/leaves', part: 'main .table td', isOfRelay: true },
  { name: 'devices', path: () => '/devices', part: 'main .table td' },
  { name: 'settings', path: () => '/settings', part: 'main dl.pairs' },
  { name: 'administration', path: () => '/administration', part: 'main .tabs' },
  { name: 'officers', path: () => '/administration/officers', part: 'main .table td' },
  { name: 'signatures', path: () => '/administration/signatures', part: 'main .tabs' },
  { name: 'rules', path: () => '/administration/rules', part: 'main form input' },
  { name: 'programs', path: () => '/administration/programs', part: 'main form input' },
  { name: 'archive', path: () => '/administration/archive', part: 'main .card .btn' },
  { name: 'pages', path: () => '/administration/pages', part: 'main .empty', isOfRelay: true },
  { name: 'import', path: () => '/administration/import', part: 'main .btn.primary', asksNothing: true },
  { name: 'applications', path: () => '/administration/applications', part: 'main .table td', isOfRelay: true },
  {
    name: 'application',
    path: ({ application }) => `/administration/applications/${application}`,
    part: '[aria-labelledby=said] li',
    isOfRelay: true,
  },
  { name: 'hand-over', path: ({ officer }) => `/hand-over/${officer}`, part: 'main .table td' },
  { name: 'our-page', path: () => '/administration/page', part: 'main .btn.primary' },
];
