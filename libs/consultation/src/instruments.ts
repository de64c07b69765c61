/** What one State asks of another, by the directory's code of the function where it has one. */
export const cooperations = [
  'mutual-legal-assistance',
  'extradition',
  'transfer-of-sentenced-persons',
  'transfer-of-proceedings',
  'confiscation',
  'joint-investigation',
  'special-techniques',
  'spontaneous-information',
  'at-sea',
] as const;
/** One of {@link cooperations}. */
export type Cooperation = (typeof cooperations)[number];

/** The instruments that the network knows by their articles, in the order in which a basis is looked for. */
export const instrumentIds = [
  'untoc',
  'trafficking-protocol',
  'migrants-protocol',
  'firearms-protocol',
  'uncac',
  'vienna-1988',
] as const;
/** One of {@link instrumentIds}, as directory statements name it. */
export type InstrumentId = (typeof instrumentIds)[number];

/** What an article provides, in our own short words: never its text. */
export interface Provision {
  readonly article: string;
  readonly says: string;
}

/** Whether a refusal is to be consulted on first: nothing is called a duty that the instrument does not make one. */
export interface ConsultationDuty {
  readonly is: 'shall' | 'shall-where-appropriate' | 'postponement-only' | 'good-practice';
  /** The article that says so; empty where none does. */
  readonly article: string;
}

/** A treaty, with what it provides on each kind of cooperation. */
export interface Instrument {
  readonly id: InstrumentId;
  /** The official title, in English. */
  readonly title: string;
  /** The instrument that a protocol supplements. */
  readonly supplements?: InstrumentId;
  /** Where the depositary shows the text and who is party to it. */
  readonly depositary: string;
  /** What it asks of the offence. */
  readonly scope: readonly Provision[];
  readonly provisions: Readonly<Partial<Record<Cooperation, readonly Provision[]>>>;
  readonly consultation: Readonly<Partial<Record<Cooperation, ConsultationDuty>>>;
}

const depositary = (chapter: string, number: string): string =>
  `https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=${number}&chapter=${chapter}&clang=_en`;

// The same is provided under different numbers: UNCAC 46 after UNTOC 18, UNCAC 44 after UNTOC 16.
const says = {
  otherTreaty: 'Where another treaty on assistance binds both States, its own clauses govern.',
  bankSecrecy: 'Bank secrecy is no ground for refusal.',
  detained: 'A detained person may be transferred to give evidence.',
  centralAuthority: 'Each State designates a central authority for requests.',
  oral: 'In urgent cases a request may be made orally, and is confirmed in writing.',
  content: 'What a request contains.',
  procedure: 'The procedure that the requesting State wants is followed where the law of the requested State allows.',
  video: 'A witness may be heard by video link.',
  use: 'What is given is used for the purpose of the request alone, unless the requested State agrees.',
  confidential: 'The request is kept confidential where that is asked; where it cannot be, this is said promptly.',
  grounds:
    'Grounds for refusal: form; sovereignty, security, ordre public or essential interests; own law would prohibit the action for a similar offence; contrary to the own legal system.',
  fiscal: 'That the offence is also considered fiscal is never the sole ground for refusal.',
  reasons: 'Reasons are given for a refusal.',
  postpone: 'Assistance may be postponed where it interferes with an ongoing investigation, prosecution or proceeding.',
  consult:
    'Before refusing or postponing, the requested State consults on whether assistance can be given on conditions.',
  safeConduct: 'Safe conduct of a person who came to give evidence, for fifteen days.',
  costs: 'Who bears the costs of execution.',
  included: 'The offences count as extraditable in every extradition treaty between the two States.',
  mayBeBasis:
    'A State that extradites only under a treaty may take the Convention as its legal basis towards a State with which it has none.',
  declares:
    'Such a State declares whether it takes the Convention as the basis; one that does not seeks treaties instead.',
  conditions: "Extradition is subject to the requested State's own law and treaties, such as a least penalty.",
  arrest: 'A person may be taken into custody provisionally, on request and in urgent cases.',
  prosecute: 'A State that does not extradite its own national prosecutes at the request of the other State.',
  conditionalSurrender: 'A national may be surrendered on condition of return to serve the sentence.',
  enforce: "A sentence may be enforced instead, where the requested State's law permits.",
  persecution: 'No duty to extradite where the person would be persecuted or prejudiced.',
  consultExtradition:
    'Before refusing, where appropriate, the requested State consults, with ample opportunity for opinions and information.',
  sentenced: 'Sentenced persons may be transferred to serve their sentence.',
  proceedings: 'Proceedings may be transferred in the interests of justice.',
  confiscation: 'Cooperation for purposes of confiscation.',
  confiscationContent: 'What a request for confiscation contains.',
  joint: 'Joint investigations by agreement, case by case where there is none.',
  techniques: 'Special investigative techniques, controlled delivery among them.',
  unasked: 'Information may be given without a request.',
  unaskedLimits: 'Its confidentiality and restrictions are kept, unless it is exculpatory.',
  proceedingsConflict: 'States that prosecute the same conduct consult each other.',
} as const;

const goodPractice: ConsultationDuty = { is: 'good-practice', article: '' };

/** What a newcomer reads of each treaty. Article numbers are to be read beside the text at the depositary. */
export const instruments: Readonly<Record<InstrumentId, Instrument>> = {
  untoc: {
    id: 'untoc',
    title: 'United Nations Convention against Transnational Organized Crime',
    depositary: depositary('18', 'XVIII-12'),
    scope: [
      { article: '2(b)', says: 'A serious crime is one whose maximum penalty is at least four years.' },
      { article: '5, 6, 8, 23', says: 'Offences of the Convention itself; those of a protocol count as well.' },
      { article: '3(2)(a)-(d)', says: 'When an offence is transnational: one of the four suffices.' },
    ],
    provisions: {
      'mutual-legal-assistance': [
        { article: '18(1)', says: 'Victims, witnesses, proceeds, instruments or evidence are in the requested State.' },
        { article: '18(3)(a)-(i)', says: 'Which measures may be asked for.' },
        { article: '18(7)', says: says.otherTreaty },
        { article: '18(8)', says: says.bankSecrecy },
        { article: '18(9)', says: 'Assistance may be declined for lack of dual criminality.' },
        { article: '18(10)-(12)', says: says.detained },
        { article: '18(13)', says: says.centralAuthority },
        { article: '18(14)', says: says.oral },
        { article: '18(15)', says: says.content },
        { article: '18(17)', says: says.procedure },
        { article: '18(18)', says: says.video },
        { article: '18(19)', says: says.use },
        { article: '18(20)', says: says.confidential },
        { article: '18(21)(a)-(d)', says: says.grounds },
        { article: '18(22)', says: says.fiscal },
        { article: '18(23)', says: says.reasons },
        { article: '18(24)', says: 'Wanted times are kept as far as possible, and progress is answered for.' },
        { article: '18(25)', says: says.postpone },
        { article: '18(26)', says: says.consult },
        { article: '18(27)', says: says.safeConduct },
        { article: '18(28)', says: says.costs },
      ],
      extradition: [
        { article: '16(1)', says: 'The person is in the requested State, and the offence is punishable in both.' },
        { article: '16(3)', says: says.included },
        { article: '16(4)', says: says.mayBeBasis },
        { article: '16(5)', says: says.declares },
        { article: '16(7)', says: says.conditions },
        { article: '16(9)', says: says.arrest },
        { article: '16(10)', says: says.prosecute },
        { article: '16(11)', says: says.conditionalSurrender },
        { article: '16(12)', says: says.enforce },
        { article: '16(14)', says: says.persecution },
        { article: '16(15)', says: says.fiscal },
        { article: '16(16)', says: says.consultExtradition },
      ],
      'transfer-of-sentenced-persons': [{ article: '17', says: says.sentenced }],
      'transfer-of-proceedings': [
        { article: '21', says: says.proceedings },
        { article: '15(5)', says: says.proceedingsConflict },
      ],
      confiscation: [
        { article: '13', says: says.confiscation },
        { article: '13(3)(a)-(c)', says: says.confiscationContent },
        { article: '13(7)', says: 'Cooperation may be refused where the offence is not covered.' },
      ],
      'joint-investigation': [{ article: '19', says: says.joint }],
      'special-techniques': [{ article: '20', says: says.techniques }],
      'spontaneous-information': [
        { article: '18(4)', says: says.unasked },
        { article: '18(5)', says: says.unaskedLimits },
      ],
    },
    consultation: {
      'mutual-legal-assistance': { is: 'shall', article: '18(26)' },
      extradition: { is: 'shall-where-appropriate', article: '16(16)' },
      confiscation: goodPractice,
      'transfer-of-sentenced-persons': goodPractice,
      'transfer-of-proceedings': goodPractice,
    },
  },
  'trafficking-protocol': {
    id: 'trafficking-protocol',
    title:
      'Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, supplementing the United Nations Convention against Transnational Organized Crime',
    supplements: 'untoc',
    depositary: depositary('18', 'XVIII-12-a'),
    scope: [],
    provisions: {},
    consultation: {},
  },
  'migrants-protocol': {
    id: 'migrants-protocol',
    title:
      'Protocol against the Smuggling of Migrants by Land, Sea and Air, supplementing the United Nations Convention against Transnational Organized Crime',
    supplements: 'untoc',
    depositary: depositary('18', 'XVIII-12-b'),
    scope: [],
    provisions: {
      'at-sea': [{ article: '8', says: 'Measures at sea, and the authority designated for requests on them.' }],
    },
    consultation: {},
  },
  'firearms-protocol': {
    id: 'firearms-protocol',
    title:
      'Protocol against the Illicit Manufacturing of and Trafficking in Firearms, Their Parts and Components and Ammunition, supplementing the United Nations Convention against Transnational Organized Crime',
    supplements: 'untoc',
    depositary: depositary('18', 'XVIII-12-c'),
    scope: [],
    provisions: {
      'mutual-legal-assistance': [
        { article: '13', says: 'Cooperation on firearms, and the point of contact designated for it.' },
      ],
    },
    consultation: {},
  },
  uncac: {
    id: 'uncac',
    title: 'United Nations Convention against Corruption',
    depositary: depositary('18', 'XVIII-14'),
    scope: [],
    provisions: {
      'mutual-legal-assistance': [
        { article: '46(3)', says: 'Which measures may be asked for; two more than in UNTOC, (j) and (k).' },
        { article: '46(7)', says: says.otherTreaty },
        { article: '46(8)', says: says.bankSecrecy },
        {
          article: '46(9)',
          says: 'Without dual criminality, help that is not coercive is given, unless the matter is de minimis.',
        },
        { article: '46(10)-(12)', says: says.detained },
        { article: '46(13)', says: says.centralAuthority },
        { article: '46(14)', says: says.oral },
        { article: '46(15)', says: says.content },
        { article: '46(17)', says: says.procedure },
        { article: '46(18)', says: says.video },
        { article: '46(19)', says: says.use },
        { article: '46(20)', says: says.confidential },
        { article: '46(21)', says: says.grounds },
        { article: '46(22)', says: says.fiscal },
        { article: '46(23)', says: says.reasons },
        { article: '46(25)', says: says.postpone },
        { article: '46(26)', says: says.consult },
        { article: '46(27)', says: says.safeConduct },
        { article: '46(28)', says: says.costs },
      ],
      extradition: [
        {
          article: '44(4)',
          says: `${says.included} Where the Convention is the basis and the law permits, the offences are not political ones.`,
        },
        { article: '44(5)', says: says.mayBeBasis },
        { article: '44(6)', says: says.declares },
        { article: '44(8)', says: says.conditions },
        { article: '44(10)', says: says.arrest },
        { article: '44(11)', says: says.prosecute },
        { article: '44(12)', says: says.conditionalSurrender },
        { article: '44(13)', says: says.enforce },
        { article: '44(15)', says: says.persecution },
        { article: '44(16)', says: says.fiscal },
        { article: '44(17)', says: says.consultExtradition },
      ],
      'transfer-of-sentenced-persons': [{ article: '45', says: says.sentenced }],
      'transfer-of-proceedings': [{ article: '47', says: says.proceedings }],
      confiscation: [
        { article: '55', says: says.confiscation },
        { article: '55(3)', says: says.confiscationContent },
        {
          article: '55(7)',
          says: 'Cooperation may be refused where evidence is insufficient or late, or the value de minimis.',
        },
        { article: '55(8)', says: 'The requesting State is heard before a provisional measure is lifted.' },
      ],
      'joint-investigation': [{ article: '49', says: says.joint }],
      'special-techniques': [{ article: '50', says: says.techniques }],
      'spontaneous-information': [
        { article: '46(4)', says: says.unasked },
        { article: '46(5)', says: says.unaskedLimits },
      ],
    },
    consultation: {
      'mutual-legal-assistance': { is: 'shall', article: '46(26)' },
      extradition: { is: 'shall-where-appropriate', article: '44(17)' },
      confiscation: goodPractice,
      'transfer-of-sentenced-persons': goodPractice,
      'transfer-of-proceedings': goodPractice,
    },
  },
  'vienna-1988': {
    id: 'vienna-1988',
    title: 'United Nations Convention against Illicit Traffic in Narcotic Drugs and Psychotropic Substances',
    depositary: depositary('6', 'VI-19'),
    scope: [],
    provisions: {
      'mutual-legal-assistance': [
        { article: '7', says: 'Mutual legal assistance.' },
        { article: '7(10)', says: says.content },
        { article: '7(15)', says: 'On which grounds assistance may be refused.' },
        { article: '7(16)', says: says.reasons },
        { article: '7(17)', says: 'Consultation is provided for postponement only.' },
      ],
      extradition: [
        { article: '6', says: 'Extradition. The article provides no consultation before a refusal.' },
        { article: '3(10)', says: 'For cooperation, the offences are not political ones.' },
      ],
      'transfer-of-proceedings': [{ article: '8', says: says.proceedings }],
      confiscation: [{ article: '5', says: says.confiscation }],
      'at-sea': [{ article: '17', says: 'Illicit traffic by sea, and the authority designated for requests on it.' }],
    },
    consultation: {
      'mutual-legal-assistance': { is: 'postponement-only', article: '7(17)' },
      extradition: goodPractice,
      confiscation: goodPractice,
      'transfer-of-proceedings': goodPractice,
    },
  },
};
