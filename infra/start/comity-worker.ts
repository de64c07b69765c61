import { parentPort } from 'node:worker_threads';
import { runCommand, type CommandDocument, type CommandEnd } from './comity-command.js';

/** A command line that a worker is to run. */
export type Order = { readonly id: number; readonly argv: readonly string[] };

/** What a worker says of a command: a document that it printed, or how it ended. */
export type News = { readonly id: number } & ({ readonly document: CommandDocument } | { readonly end: CommandEnd });

const tell = (news: News): void => {
  parentPort?.postMessage(news);
};

parentPort?.on('message', ({ id, argv }: Order) => {
  const onDocument = (document: CommandDocument): void => {
    tell({ id, document });
  };
  void runCommand(argv, onDocument).then((end) => {
    tell({ id, end });
  });
});
