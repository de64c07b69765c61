/** A fictional authority of the demonstration. No State, person or case here is real. */
export type DemonstrationAuthority = {
  readonly id: string;
  /** A code that no State bears (ISO 3166 leaves QM to QZ to users). */
  readonly state: string;
  readonly name: string;
  readonly functions: readonly string[];
  readonly instruments: readonly string[];
  /** Reference and day of the fictional notification. */
  readonly reference: string;
  readonly date: string;
  /** Its administrator, who is an officer too, and a second officer where it has one. */
  readonly administrator: Person;
  readonly officer?: Person;
  /** An officer who was appointed and has no device: whoever tries the web client signs in as this person. */
  readonly invitee?: Person;
  readonly office: {
    readonly city: string;
    readonly zone: string;
    readonly weekend: readonly string[];
    readonly languages: readonly string[];
  };
};

/** A fictional person, and the folder of their device; of an invitee, the name of their invitation. */
export type Person = { readonly name: string; readonly folder: string };

/** The authority that approves pages, and on whose word of applications two of its officers agree. */
export const secretariat: DemonstrationAuthority = {
  id: 'authority:secretariat',
  state: 'QS',
  name: 'Secretariat of the Lantern Network',
  functions: ['secretariat'],
  instruments: ['untoc', 'uncac'],
  reference: 'LN/2026/1',
  date: '2026-01-12',
  administrator: { name: 'Ilse Tamarin', folder: 'secretariat' },
  invitee: { name: 'Yara Quillon', folder: 'yara-quillon' },
  office: { city: 'Port Ember', zone: 'Etc/UTC', weekend: ['sat', 'sun'], languages: ['en', 'fr'] },
};

/** The four States. The first two consult. */
export const states: readonly DemonstrationAuthority[] = [
  {
    id: 'authority:marenia-justice',
    state: 'QM',
    name: 'Central Authority of Marenia, Ministry of Justice',
    functions: ['extradition', 'mutual-legal-assistance'],
    instruments: ['untoc', 'uncac'],
    reference: 'MAR/NV/2026/14',
    date: '2026-01-20',
    administrator: { name: 'Oren Calloway', folder: 'marenia-administrator' },
    officer: { name: 'Ana Belmonte', folder: 'marenia' },
    invitee: { name: 'Livia Montoro', folder: 'livia-montoro' },
    office: { city: 'Serrano Bay', zone: 'Etc/GMT+3', weekend: ['sat', 'sun'], languages: ['es', 'en'] },
  },
  {
    id: 'authority:nerovia-prosecution',
    state: 'QN',
    name: 'Office of the Prosecutor General of Nerovia',
    functions: ['extradition', 'mutual-legal-assistance', 'confiscation'],
    instruments: ['untoc', 'uncac'],
    reference: 'NER/2026/003',
    date: '2026-01-22',
    administrator: { name: 'Petra Lindqvar', folder: 'nerovia-administrator' },
    officer: { name: 'Bashir Odelan', folder: 'nerovia' },
    invitee: { name: 'Samir Velkan', folder: 'samir-velkan' },
    office: { city: 'Kessel', zone: 'Etc/GMT-4', weekend: ['fri', 'sat'], languages: ['ar', 'en'] },
  },
  {
    id: 'authority:esmere-justice',
    state: 'QP',
    name: 'Directorate of International Cooperation of Esmere',
    functions: ['mutual-legal-assistance', 'transfer-of-sentenced-persons'],
    instruments: ['untoc'],
    reference: 'ESM-DIC-77',
    date: '2026-02-02',
    administrator: { name: 'Chidi Marlowe', folder: 'esmere' },
    office: { city: 'Esmere', zone: 'Etc/GMT-1', weekend: ['sat', 'sun'], languages: ['fr', 'pt'] },
  },
  {
    id: 'authority:rovenia-justice',
    state: 'QR',
    name: 'Department of Mutual Legal Assistance of Rovenia',
    functions: ['extradition', 'mutual-legal-assistance'],
    instruments: ['untoc', 'uncac', 'vienna-1988'],
    reference: 'ROV/26/118',
    date: '2026-02-11',
    administrator: { name: 'Dana Korvat', folder: 'rovenia' },
    office: { city: 'Vasna', zone: 'Etc/GMT-3', weekend: ['sat', 'sun'], languages: ['ru', 'en'] },
  },
];
