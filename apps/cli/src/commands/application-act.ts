import type { Applications, Checklist } from '#client';
import type { Command } from 'commander';
import { findApplication, STATES } from '../platform/application-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { readJson } from '../platform/file.js';
import { print } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

type Act = (applications: Applications, id: Parameters<Applications['read']>[0]) => ReturnType<Applications['read']>;

/** What an officer found, and in what. */
interface Found {
  readonly checklist: string;
  readonly words: string;
  readonly seen: string;
}

const SEEN = 'the head of what you read, as "comity application show" says it: nothing is signed that came since';

/** `comity application ask APPLICATION --words TEXT` */
export const applicationAsk: Register = (noun, streams) => {
  noun
    .command('ask <application>')
    .description('Ask the applicant for a clarification. For officers of the secretariat.')
    .requiredOption('--words <text>', 'what is asked')
    .addHelpText('after', examples('comity application ask 7K3M --words "Who signed the note?"'))
    .action(async (reference: string, { words }: { words: string }, command: Command) => {
      await acted(command, streams, reference, (applications, id) => applications.ask(id, words));
    });
};

/** `comity application return APPLICATION --words TEXT` */
export const applicationReturn: Register = (noun, streams) => {
  noun
    .command('return <application>')
    .description('Give an application back, with reasons; its applicant may answer. For officers of the secretariat.')
    .requiredOption('--words <text>', 'the reasons; the applicant reads them')
    .addHelpText('after', examples('comity application return 7K3M --words "The note names another authority."'))
    .action(async (reference: string, { words }: { words: string }, command: Command) => {
      await acted(command, streams, reference, (applications, id) => applications.giveBack(id, words));
    });
};

/** `comity application authenticate APPLICATION --checklist FILE --seen HEAD` */
export const applicationAuthenticate: Register = (noun, streams) => {
  noun
    .command('authenticate <application>')
    .description('Find an application authentic, as the first of two officers of the secretariat.')
    .requiredOption('--checklist <file>', 'what you found yourself: "comity application checklist" writes it')
    .requiredOption('--seen <head>', SEEN)
    .option('--words <text>', 'words beside it', '')
    .addHelpText('after', examples('comity application authenticate 7K3M --checklist checked.json --seen r5kZ…'))
    .action(async (reference: string, { checklist: file, words, seen }: Found, command: Command) => {
      const checklist = await checklistIn(file);
      await acted(command, streams, reference, (all, id) => all.authenticate(id, checklist, words, seen));
    });
};

/** `comity application verify APPLICATION --checklist FILE --seen HEAD` */
export const applicationVerify: Register = (noun, streams) => {
  noun
    .command('verify <application>')
    .description('Verify an application that another officer of the secretariat found authentic.')
    .requiredOption('--checklist <file>', 'what you found yourself: "comity application checklist" writes it')
    .requiredOption('--seen <head>', SEEN)
    .option('--words <text>', 'words beside it', '')
    .addHelpText('after', examples('comity application verify 7K3M --checklist checked.json --seen r5kZ…'))
    .action(async (reference: string, { checklist: file, words, seen }: Found, command: Command) => {
      const checklist = await checklistIn(file);
      await acted(command, streams, reference, (all, id) => all.verify(id, checklist, words, seen));
    });
};

// Whether it is one is judged where it is used.
async function checklistIn(file: string): Promise<Checklist> {
  return (await readJson(file)) as Checklist;
}

async function acted(command: Command, streams: Parameters<Register>[1], words: string, act: Act): Promise<void> {
  const context = contextOf(command, streams);
  await withClient(context, async ({ applications }) => {
    const { reference, state } = await act(applications, findApplication(await applications.list(), words));
    print(context.io, `${reference}: ${STATES[state]}`, { reference, state });
  });
}
