import type { Applications, Checklist } from '#client';
import type { Command } from 'commander';
import { findApplication, STATES } from './application-words.js';
import { contextOf, type Register } from './command.js';
import { readJson } from './file.js';
import { print } from './io.js';
import { withClient } from './with-client.js';

type Act = (applications: Applications, id: Parameters<Applications['read']>[0]) => ReturnType<Applications['read']>;

/** What an officer of the secretariat found, and in what. */
export interface Finding {
  readonly checklist: string;
  readonly words: string;
  readonly seen: string;
}

/** Adds the options of a {@link Finding} to a command. */
export function withFinding(command: Command): Command {
  return command
    .requiredOption('--checklist <file>', 'what you found yourself: "comity application checklist" writes it')
    .requiredOption(
      '--seen <head>',
      'the head of what you read, as "comity application show" says it: nothing is signed that came since',
    )
    .option('--words <text>', 'words beside it', '');
}

/** The checklist in a file; whether it is one is judged where it is used. */
export async function checklistIn(file: string): Promise<Checklist> {
  return (await readJson(file)) as Checklist;
}

/** Does what a command of the secretariat says to the application that `words` name, and says how it then stands. */
export async function actOnApplication(
  command: Command,
  streams: Parameters<Register>[1],
  words: string,
  act: Act,
): Promise<void> {
  const context = contextOf(command, streams);
  await withClient(context, async ({ applications }) => {
    const { reference, state } = await act(applications, await findApplication(applications, words));
    print(context.io, `${reference}: ${STATES[state]}`, { reference, state });
  });
}
