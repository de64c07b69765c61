/** Where each screen behind sign-in stands, below the origin. */
export const screenPaths = [
  'inbox',
  'consultations',
  'c/:id',
  'new',
  'directory',
  'directory/basis',
  'directory/treaties',
  'directory/:authority',
  'trust',
  'trust/leaves',
  'administration',
  'administration/officers',
  'administration/applications',
  'administration/applications/:id',
  'administration/signatures',
  'administration/rules',
  'administration/programs',
  'administration/page',
  'administration/archive',
  'administration/pages',
  'administration/import',
  'administration/network',
  'hand-over/:officer',
  'devices',
  'settings',
] as const;

/** One of {@link screenPaths}. */
export type ScreenPath = (typeof screenPaths)[number];
