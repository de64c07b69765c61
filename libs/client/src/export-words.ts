/**
 * Every word of an exported page, in English. What stands in double braces is filled in; a translation has the same keys
 * and keeps the braces.
 */
export const exportWords = Object.freeze({
  language: 'en',
  direction: 'ltr',
  title: 'Conversation of {{parties}}',
  exportedBy: 'Exported by {{who}} on {{time}}.',
  part: 'Places {{from}} to {{to}}.',
  proves: 'What this page is',
  provesPage:
    'This page is for reading. It proves nothing by itself: the JSON file that was exported with it does, and "comity record verify" checks that file without account or network.',
  provesPlaces:
    'The JSON file proves that these messages stood at these places of this conversation, with nothing between the places listed, no later than {{time}}, when the witnesses of {{network}} confirmed the record.',
  provesNoAuthors:
    'Neither proves who wrote them. Names, who joined and left, corrections and withdrawals are shown as the exporter’s device had them. Only what is marked "on the record" was signed by its author’s device.',
  provesForum: 'This is a forum: every message in it carries the signature of its author’s device.',
  times: 'All times are UTC, by the device that sent the message.',
  sides: 'Who speaks',
  side: 'Side {{letter}}',
  ours: 'of the exporter',
  unknownPerson: 'Unknown device',
  person: '{{name}}, {{authority}}',
  authority: '{{name}} ({{state}})',
  place: 'Place {{seq}}',
  answers: 'Answers {{place}}',
  inLanguage: 'In {{language}}',
  onTheRecord: 'On the record: signed by a device of {{authority}}',
  receivedBy: 'As received by {{who}}',
  afterRevocation: 'Not covered by the record before its device was revoked: do not take it as theirs',
  corrected: 'Corrected at {{place}}',
  before: 'At first',
  withdrawn: 'Withdrawn by its author at {{place}}. The words are not in this export.',
  correction: 'Corrects {{place}}.',
  correctionOfNothing: 'Corrects an earlier message.',
  withdrawal: 'Withdraws an earlier message.',
  noted: 'Noted an earlier message.',
  notedBy: 'Noted by {{who}}',
  reaction: 'To an earlier message: {{reaction}}.',
  reactionAgreed: 'agreed',
  reactionThanks: 'thanks',
  reactionQuestion: 'a question',
  reactionSeen: 'seen',
  reactionTakenBack: 'took back what it had said with a sign',
  heading: 'Subject and references',
  headingSubject: 'Subject: {{subject}}',
  headingReference: 'Reference: {{reference}}',
  headingPurposes: 'Purposes: {{purposes}}',
  consentAsked: 'Asked for consent: {{change}}.',
  consentGiven: 'Consented.',
  historyGranted: 'Gave a device that joined later the messages from {{from}} to {{to}}.',
  otherContent: 'A message of a kind that is not shown here ({{type}}).',
  unreadable: 'Could not be read on the exporter’s device.',
  refused: 'Not shown: it failed a check on the exporter’s device.',
  noWords: 'The words of this place are not in this export.',
  keysRenewed: 'Renewed the keys.',
  attachment: 'Attached: {{name}} ({{size}})',
  download: 'Save {{name}}',
  attachmentNotAsked: 'This file was not asked for, and is not in this export.',
  attachmentTooLarge: 'This file is not in this export: together the files were too large.',
  attachmentInJson:
    'This file is too large for a page. It is in the JSON file: "comity record verify FILE --files FOLDER" saves it.',
  attachmentUnavailable: 'This file could no longer be had, and is not in this export.',
  sizeBytes: '{{count}} bytes',
  sizeKilobytes: '{{count}} kB',
  sizeMegabytes: '{{count}} MB',
  deviceAdded: 'added a device of {{who}}',
  deviceRemoved: 'removed a device of {{who}}',
  partyAdded: '{{authority}} joins',
  partyRemoved: '{{authority}} leaves',
  policySet: 'opened the conversation',
  policyChanged: 'changed the rules for history and retention',
  moderatorAdded: 'made {{who}} a moderator',
  moderatorRemoved: '{{who}} is no longer a moderator',
  closed: 'closed the conversation',
  reopened: 'reopened the conversation',
  check: 'To check it',
  checkCommand: 'comity record verify FILE --trust INVITATION',
  network: 'Network',
  conversation: 'Conversation',
  loggedHead: 'Record',
  loggedHeadValue: 'covers {{seq}} places, confirmed {{time}}',
  json: 'SHA-256 of the JSON file',
} as const);

/** The words of an exported page in one language. */
export type ExportWords = Readonly<Record<keyof typeof exportWords, string>>;

/** A text of the catalogue with its places filled in; nothing is escaped yet. */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => isolated(values[name] ?? whole));
}

// A name in another script must not turn the sentence around it (UAX #9, first strong isolate).
function isolated(value: string | number): string {
  const text = String(value).replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text) ? `\u2068${text}\u2069` : text;
}
