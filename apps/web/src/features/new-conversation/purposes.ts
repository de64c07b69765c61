import type { Purpose } from '#client';

/** The closed list of what a consultation may be for; their words stand in the catalogue. */
export const purposes = [
  'competence',
  'legal-requirements',
  'dual-criminality',
  'evidence',
  'identity',
  'assurance',
  'concurrent-requests',
  'jurisdiction',
  'confidentiality',
  'costs',
  'progress',
  'execution-date',
  'defence-argument',
  'adverse-ruling',
] as const satisfies readonly Purpose[];
