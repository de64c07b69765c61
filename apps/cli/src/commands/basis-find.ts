import {
  cooperations,
  instrumentsNotifiedOf,
  findBasis,
  instruments,
  offences,
  otherBases,
  type BasisFinding,
  type Cooperation,
  type Offence,
} from '#consultation';
import type { DirectoryView } from '#directory';
import { CodedError } from '#primitives';
import { Option, type Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import {
  NOT_PARTIES,
  appliesWords,
  notifiedWords,
  dutyWords,
  pointWords,
  provisionLines,
} from '../platform/basis-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark } from '../platform/io.js';

interface Options {
  readonly for: Cooperation;
  readonly offence: Offence;
  readonly years?: number;
  readonly transnational?: true;
  readonly there?: true;
}

const OTHERS = [
  'Before these: a bilateral or regional treaty in force between the two, whose own clauses govern.',
  'After these: reciprocity, then domestic law. Consulting first is good practice there.',
];

/** `comity basis find REQUESTING REQUESTED --for KIND --offence KIND` */
export const basisFind: Register = (noun, streams) => {
  noun
    .command('find <requesting> <requested>')
    .description('Which treaties may be the basis between two States for an offence, and what each says.')
    .addOption(
      new Option('--for <cooperation>', 'what is asked for').choices(cooperations).default('mutual-legal-assistance'),
    )
    .addOption(new Option('--offence <kind>', 'what the offence is of').choices(offences).default('other'))
    .option('--years <n>', 'the maximum penalty, in whole years', wholeNumber(0, 100))
    .option('--transnational', 'it is transnational, in one of the ways of UNTOC 3(2)(a)-(d)')
    .option('--there', 'the person, or victims, witnesses, proceeds or evidence, are in the requested State')
    .addHelpText('after', `\nStates are named by their codes: see "comity directory find". ${NOT_PARTIES}`)
    .addHelpText('after', examples('comity basis find QM QN --for extradition --offence corruption --there'))
    .action(async (requesting: string, requested: string, options: Options, command: Command) => {
      const context = contextOf(command, streams);
      const { for: cooperation, offence, years, transnational = false, there = false } = options;
      await withDevice(context, async ({ directory }) => {
        await directory.sync();
        const states = [requesting, requested] as const;
        const notifiedUnder = [
          notifiedOf(directory.latest, requesting),
          notifiedOf(directory.latest, requested),
        ] as const;
        const findings = findBasis({
          cooperation,
          offence,
          notifiedUnder,
          isTransnational: transnational,
          isThere: there,
          ...(years === undefined ? {} : { years }),
        });
        const shown = findings.map((finding) => ({ ...finding, title: instruments[finding.instrument].title }));
        print(context.io, [...shown.flatMap((finding) => findingLines(finding, states)), ...OTHERS], {
          states,
          findings: shown,
          otherBases,
        });
        remark(context.io, NOT_PARTIES);
      });
    });
};

function notifiedOf(view: DirectoryView, state: string): string[] {
  const authorities = view.authorities().filter(({ status }) => status === 'active');
  if (!authorities.some((one) => one.state === state))
    throw new CodedError('person.unknown', `no authority of the directory is of ${state}: see "comity directory find"`);
  return instrumentsNotifiedOf(state, authorities);
}

function findingLines(finding: BasisFinding & { readonly title: string }, states: readonly [string, string]): string[] {
  const { title, applies, points, consultation, provisions } = finding;
  const heading = [title, `  ${appliesWords(finding)}; ${notifiedWords(finding, states)}`];
  if (applies === 'no') return [...heading, ''];
  return [
    ...heading,
    ...points.map((point) => `  ${pointWords(point)}`),
    `  ${dutyWords(consultation)}`,
    ...provisionLines(provisions),
    '',
  ];
}
