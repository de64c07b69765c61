// A door of its own: the page of the web client, which knows no code of libs but this, offers what stands here.

/** What a consultation is for. */
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
] as const;
/** One of {@link purposes}. */
export type Purpose = (typeof purposes)[number];

/** What may be said of a message without words. */
export const reactions = ['agreed', 'thanks', 'question', 'seen'] as const;
/** One of {@link reactions}. */
export type Reaction = (typeof reactions)[number];
