import type { DemonstrationAuthority } from './demonstration-states.js';

type Text = readonly [topic: string, text: string];

interface Law {
  readonly ministry: string;
  readonly telephone: string;
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
  readonly texts: readonly Text[];
  /** Whom to ask for, and on which line; the lines are for members. */
  readonly persons: readonly (readonly [role: 'head' | 'deputy' | 'urgent', name: string, telephone: string])[];
  /** What it lacks, for members alone. */
  readonly needs: string;
}

const REMARKS: Text = [
  'remarks',
  'Fictional authority of a demonstration network. No State, person or law here is real.',
];

/** What each fictional State says of its law, by authority. */
const laws: Readonly<Record<string, Law>> = {
  'authority:marenia-justice': {
    ministry: 'Ministry of Justice',
    telephone: '+00 555 0110',
    holidays: [{ date: '2027-03-09', name: 'Harbour Day' }],
    texts: [
      [
        'requirements',
        'Bank records: the account or the period, and how it is linked to the offence. A court orders them within about four weeks.\nTestimony by video link: the questions, and a technical contact.\nSearch and seizure: reasonable grounds, the place and the things sought.',
      ],
      ['dual-criminality', 'For coercive measures only.'],
      ['nationals', 'Extradited on condition that the sentence is served in Marenia.'],
      ['evidence', 'A prima facie case for extradition; none for assistance.'],
      ['appeals', 'Two levels; 15 days after a ruling.'],
    ],
    persons: [
      ['head', 'Teodora Vance', '+00 555 0111'],
      ['deputy', 'Marco Illanes', '+00 555 0112'],
    ],
    needs: 'Video link in the two courts of the islands. Training on requests for electronic evidence.',
  },
  'authority:nerovia-prosecution': {
    ministry: 'Office of the Prosecutor General',
    telephone: '+00 555 0142',
    holidays: [{ date: '2027-04-18', name: 'Founders’ Day' }],
    texts: [
      [
        'disclosure',
        'Nerovian law can require disclosure of consultations to its courts, on application of the defence. Notice is given to the other State first (Disclosure Act 2014, s. 9).',
      ],
      [
        'requirements',
        'Bank records: the account number, or the period where it is not known, and a summary of facts linking it to the offence.\nService of documents: 40 days before the date, with a translation.\nSearch and seizure: dual criminality, and reasonable grounds on oath.',
      ],
      ['dual-criminality', 'For extradition and for coercive measures.'],
      ['nationals', 'Not extradited; prosecuted at the request of the other State.'],
      ['evidence', 'A summary of the evidence suffices.'],
      ['appeals', 'Two levels; 14 days after a ruling.'],
      ['urgent', 'At any hour: +00 555 0199. Oral requests are accepted, and confirmed in writing within 24 hours.'],
    ],
    persons: [
      ['head', 'Halim Orvane', '+00 555 0143'],
      ['urgent', 'Noor Tavish', '+00 555 0199'],
    ],
    needs: 'None at present. Trainers on joint investigations can be lent.',
  },
  'authority:esmere-justice': {
    ministry: 'Ministry of Justice and Institutions',
    telephone: '+00 555 0163',
    holidays: [{ date: '2027-07-02', name: 'Principality Day' }],
    texts: [
      [
        'requirements',
        'Statements of witnesses: the questions, and whether on oath.\nTransfer of a sentenced person: the judgment, the time served, and the person’s consent in writing.',
      ],
      ['dual-criminality', 'Not needed for assistance.'],
      ['nationals', 'Not extradited.'],
    ],
    persons: [['head', 'Colette Amadi', '+00 555 0164']],
    needs: 'A second line: the office has one, and files over 5 MB take an hour in bad weather.',
  },
  'authority:rovenia-justice': {
    ministry: 'Ministry of Justice',
    telephone: '+00 555 0187',
    holidays: [{ date: '2027-05-11', name: 'Day of the Rivers' }],
    texts: [
      [
        'requirements',
        'Every request: a translation into Rovenian or Russian, certified.\nSubscriber data: the provider, the address used, and the time with its zone.',
      ],
      ['dual-criminality', 'For all assistance.'],
      ['nationals', 'Extradited where a treaty says so.'],
      ['appeals', 'One level; 10 days after a ruling.'],
    ],
    persons: [
      ['head', 'Ilya Brannock', '+00 555 0188'],
      ['deputy', 'Vera Solenne', '+00 555 0189'],
    ],
    needs: 'Interpreters from Portuguese. Equipment to read telephones.',
  },
};

/** A page as its administrator would write it to a file (`comity page draft`). */
export function pageOf(authority: DemonstrationAuthority): object {
  const { city, zone, weekend, languages } = authority.office;
  const slug = authority.id.slice('authority:'.length);
  const { ministry = '', telephone = '', holidays = [], texts = [], persons = [], needs } = laws[authority.id] ?? {};
  return {
    names: [{ language: 'en', name: authority.name }],
    ministry,
    address: `1 Lantern Square, ${city}`,
    office: { telephone, fax: '', email: `office@${slug}.example`, web: `https://${slug}.example` },
    persons: persons.map(([role, name, line]) => ({
      role,
      fields: {
        name: { value: name, visible: 'everyone' },
        telephone: { value: line, visible: 'members' },
      },
    })),
    territories: [],
    hours: { zone, weekend, opens: '09:00', closes: '17:00', holidays },
    languages: { requests: languages, informal: languages, translation: 'needed' },
    channels: ['email', 'paper'],
    draftsWelcome: true,
    oralRequests: true,
    sections: [
      ...[...texts, REMARKS].map(([topic, text]) => ({ topic, language: 'en', text })),
      ...(needs === undefined ? [] : [{ topic: 'needs', language: 'en', text: needs, visible: 'members' }]),
    ],
    reviewBy: '2027-06-30',
  };
}
