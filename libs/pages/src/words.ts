import { isolated, withoutMarks } from './isolated.js';

/**
 * Every word around an authority's page, in English. What stands in double braces is filled in; a translation has the same
 * keys and keeps the braces.
 */
export const pageWords = Object.freeze({
  language: 'en',
  direction: 'ltr',
  facts: {
    designation: 'Designation',
    notified: 'Notified',
    notifiedValue: '{{date}}, {{reference}}',
    status: 'Standing',
    functions: 'Functions',
    instruments: 'Instruments',
    names: 'Names',
    contacts: 'Contacts',
    ministry: 'Ministry',
    address: 'Address',
    telephone: 'Telephone',
    fax: 'Fax',
    email: 'E-mail',
    web: 'Web',
    territories: 'Territories',
    hours: 'Office hours',
    daily: 'Open',
    dailyValue: '{{opens}} to {{closes}}, {{zone}}',
    weekend: 'Days of rest',
    holidays: 'Holidays',
    languages: 'Languages and channels',
    requests: 'Languages of requests',
    informal: 'Languages of informal contact',
    translation: 'Translation',
    channels: 'Accepted',
    drafts: 'Drafts',
    draftsYes: 'Looked at informally before they are sent',
    draftsNo: 'Not looked at beforehand',
    oral: 'Oral requests',
    oralYes: 'Accepted in urgent cases',
    oralNo: 'Not accepted',
    persons: 'Persons',
    forMembers: '{{topic}} (for members of the network alone)',
    review: 'Review of the page due',
    noPage: 'This authority has published no page yet.',
    code: 'Code',
  },
  status: {
    active: 'Active',
    suspended: 'Designation suspended',
    frozen: 'Frozen: its keys are in doubt',
    withdrawn: 'Designation withdrawn',
  },
  role: { head: 'Head', officer: 'Officer', deputy: 'Deputy', urgent: 'Urgent, at any hour' },
  translation: { 'not-needed': 'Not needed', needed: 'Needed', certified: 'Certified translation needed' },
  channel: {
    diplomatic: 'Diplomatic channel',
    email: 'E-mail',
    interpol: 'INTERPOL',
    paper: 'Paper',
    portal: 'Portal',
  },
  function: {
    'mutual-legal-assistance': 'Mutual legal assistance',
    extradition: 'Extradition',
    'transfer-of-sentenced-persons': 'Transfer of sentenced persons',
    confiscation: 'Confiscation',
    'transfer-of-proceedings': 'Transfer of proceedings',
    'asset-recovery': 'Asset recovery',
    'at-sea': 'Measures at sea',
    'controlled-delivery': 'Controlled delivery',
    firearms: 'Firearms: point of contact',
    'cultural-property': 'Cultural property',
    terrorism: 'Terrorism',
    secretariat: 'Secretariat of the network',
  },
  instrument: {
    untoc: 'UN Convention against Transnational Organized Crime',
    uncac: 'UN Convention against Corruption',
    'vienna-1988': '1988 Convention against Illicit Traffic in Narcotic Drugs',
    'trafficking-protocol': 'Protocol on Trafficking in Persons',
    'migrants-protocol': 'Protocol against the Smuggling of Migrants',
    'firearms-protocol': 'Firearms Protocol',
    'terrorist-bombings-1997': '1997 Convention for the Suppression of Terrorist Bombings',
    'terrorist-financing-1999': '1999 Convention for the Suppression of the Financing of Terrorism',
    'cultural-property-1970': '1970 UNESCO Convention on Cultural Property',
  },
  topic: {
    remarks: 'Remarks',
    'dual-criminality': 'Dual criminality',
    extradition: 'Extradition',
    requirements: 'What is needed to execute a request',
    appeals: 'Appeals and time limits',
    nationals: 'Own nationals',
    'death-penalty': 'Death penalty',
    evidence: 'Standard of evidence',
    urgent: 'Urgent cases',
    disclosure: 'Disclosure duty',
    'disclosure-duty': 'Disclosure duty',
    'requirements-statements': 'What is needed: evidence and statements from persons',
    'requirements-service': 'What is needed: service of documents',
    'requirements-search': 'What is needed: search, seizure and freezing',
    'requirements-sites': 'What is needed: examination of objects and sites',
    'requirements-information': 'What is needed: information, evidentiary items and expert evaluations',
    'requirements-records': 'What is needed: bank, business and government records',
    'requirements-tracing': 'What is needed: tracing of proceeds, property and instrumentalities',
    'requirements-appearance': 'What is needed: voluntary appearance of persons',
    'requirements-detained': 'What is needed: transfer of a detained person to give evidence',
    'requirements-video-link': 'What is needed: hearing by video link',
    'requirements-electronic-evidence': 'What is needed: electronic evidence',
    procedure: 'Legal and procedural requirements',
    formats: 'Formats of requests and annexes',
    'extradition-treaty': 'Whether extradition needs a treaty, and the declaration under UNTOC 16(5)(a)',
    reciprocity: 'Reciprocity',
    'simplified-procedure': 'Simplified procedure of extradition',
    assurances: 'Assurances asked or given',
    'controlled-delivery': 'Controlled delivery',
    liaison: 'Liaison magistrates and officers posted, and their area',
    laws: 'Laws, and where to read them',
    treaties: 'Treaties',
    arrangements: 'Other arrangements',
    validity: 'Validity of the designation',
    needs: 'Needs of equipment or training',
  },
  /** Those that no list of States has: of the demonstration. */
  state: {
    QM: 'Republic of Marenia',
    QN: 'Federation of Nerovia',
    QP: 'Principality of Esmere',
    QR: 'Republic of Rovenia',
    QS: 'Lantern Network',
  },
  weekday: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
});

type Told<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Told<Words[Key]> };

/** The words around a page in one language. */
export type PageWords = Told<typeof pageWords>;

/** A text of the catalogue with its places filled in; nothing is escaped yet. */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => placed(String(values[name] ?? whole)));
}

// A name in a script that is written from the right must not turn the sentence around it; no other needs an isolate.
function placed(value: string): string {
  const text = withoutMarks(value);
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text) ? isolated(text) : text;
}
