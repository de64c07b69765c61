// A door of its own: the page of the web client, which knows of the code of libs only this, `#pages` and `#consultation`, offers what stands here.

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

/** Who of an office may be named on its page; `urgent` is whoever answers at any hour. */
export const pageRoles = ['head', 'officer', 'deputy', 'urgent'] as const;
/** Who may see a person's name, telephone or e-mail, and who may read a text. */
export const visibilities = ['members', 'everyone'] as const;
/** Days of the week, as a page names its days of rest. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Ways by which an office takes requests. */
export const pageChannels = ['diplomatic', 'email', 'interpol', 'paper', 'portal'] as const;
/** Whether requests are to be translated. */
export const translations = ['not-needed', 'needed', 'certified'] as const;
/** A topic that is for members alone: no page tells everyone what an office lacks. */
export const needsTopic = 'needs';
/** What a page commonly says something of, beside whatever else its authority names. */
export const pageTopics = [
  'requirements',
  // Measure by measure, as UNTOC art. 18(3), (10) and (18) names them, and electronic evidence.
  'requirements-statements',
  'requirements-service',
  'requirements-search',
  'requirements-sites',
  'requirements-information',
  'requirements-records',
  'requirements-tracing',
  'requirements-appearance',
  'requirements-detained',
  'requirements-video-link',
  'requirements-electronic-evidence',
  'procedure',
  'formats',
  'urgent',
  'disclosure',
  'dual-criminality',
  'extradition',
  'extradition-treaty',
  'reciprocity',
  'simplified-procedure',
  'nationals',
  'death-penalty',
  'assurances',
  'evidence',
  'appeals',
  'controlled-delivery',
  'liaison',
  'laws',
  'treaties',
  'arrangements',
  'validity',
  needsTopic,
  'remarks',
] as const;

/** What a central authority may be designated for, as a State applies. */
export const authorityFunctions = [
  'mutual-legal-assistance',
  'extradition',
  'transfer-of-sentenced-persons',
  'transfer-of-proceedings',
  'confiscation',
  'asset-recovery',
  'at-sea',
  'controlled-delivery',
  'firearms',
  'cultural-property',
  'terrorism',
] as const;
/** Under which instruments. */
export const instruments = [
  'untoc',
  'trafficking-protocol',
  'migrants-protocol',
  'firearms-protocol',
  'uncac',
  'vienna-1988',
  'terrorist-bombings-1997',
  'terrorist-financing-1999',
  'cultural-property-1970',
] as const;

/** What a list of authorities may be: larger than any network's. */
export const listBounds = Object.freeze({
  /** Of the file, and of a workbook when it is unpacked. */
  bytes: 2 * 1024 * 1024,
  unpackedBytes: 32 * 1024 * 1024,
  /** From the first cell of a sheet to the last that holds something, rows times columns. */
  cells: 1_000_000,
  /** That are read at once. */
  rows: 2000,
});

/** What is typed and chosen about an application: characters of words and of a remark; documents of an entry, bytes of one. */
export const applicationBounds = Object.freeze({
  words: 4000,
  remark: 1000,
  documents: 5,
  documentBytes: 5 * 1024 * 1024,
});

/** How the names of documents end that may go with an application. */
export const documentEndings = [
  'csv',
  'docx',
  'gif',
  'jpeg',
  'jpg',
  'odp',
  'ods',
  'odt',
  'pdf',
  'png',
  'pptx',
  'rtf',
  'tif',
  'tiff',
  'txt',
  'webp',
  'xlsx',
] as const;

/** A request to the holders of an archive, or a release by one, bytes. */
export const MOST_ARCHIVE_FILE_BYTES = 256 * 1024 * 1024;

/** How a holder's lines are made a code (ISO/IEC 18004): `border` in modules of white. */
export const holderCode = Object.freeze({ ecc: 'medium', border: 4 });

/** What the code of a holder's lines holds: in capitals they fit a smaller one, and how they are written does not count. */
export function holderCodeText(lines: readonly string[]): string {
  return lines.join(' ').toUpperCase();
}
