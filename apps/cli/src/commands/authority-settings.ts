import { mediaTypes, usualMediaTypes } from '#contracts';
import type { Settings } from '#directory';
import type { Command } from 'commander';
import { fileEnding, onOrOff, settingWord, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, severalOf, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark, safeLine, table } from '../platform/io.js';

interface Options {
  readonly idleLock?: number;
  readonly readMarkers?: boolean;
  readonly web?: boolean;
  readonly highestMarking?: string;
  readonly clearance?: string[];
  readonly files?: string[];
}

/** `comity authority settings …` */
export const authoritySettings: Register = (noun, streams) => {
  noun
    .command('settings')
    .description("Your authority's rules for its own officers: show them, or, as an administrator, state them anew.")
    .option('--idle-lock <minutes>', 'lock clients after so long without a touch', wholeNumber(1, 1440))
    .option('--read-markers <on|off>', 'whether clients tell the other side what was read', onOrOff)
    .option('--web <on|off>', 'whether devices in a browser may be enrolled, and count', onOrOff)
    .option('--highest-marking <word>', "the highest marking that may be written here; '' for no limit")
    .option(
      '--clearance <move>',
      "a move that leaves only with a second officer's clearance; once for each, '' for none; stated only: there are no moves yet, and no message is held back",
      severalOf(settingWord),
    )
    .option(
      '--files <ending>',
      "the ending of files that may be attached and opened, such as pdf; once for each, 'usual' for the usual ones, '' for none",
      severalOf(fileEnding),
    )
    .addHelpText('after', examples('comity authority settings', 'comity authority settings --idle-lock 5 --web off'))
    .action(async (options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ administration, directory, identity }) => {
        await directory.sync();
        const before = directory.latest.authority(identity.authority)?.settings;
        const change = changeOf(options);
        const changes = Object.keys(change).length > 0;
        const index = changes ? (await administration.changeSettings(change)).index : undefined;
        const settings = { ...before, ...change } as Settings;
        print(context.io, lines(settings), { settings, ...(index === undefined ? {} : { index }) });
        if (index !== undefined) remark(context.io, `Stated: entry ${String(index)} of the directory.`);
        if (change.webAllowed === false) remark(context.io, 'Devices in a browser no longer count, from now on.');
      });
    });
};

function changeOf({ idleLock, readMarkers, web, highestMarking, clearance, files }: Options): Partial<Settings> {
  return {
    ...(idleLock !== undefined && { idleLock: idleLock * 60 }),
    ...(readMarkers !== undefined && { readMarkers }),
    ...(web !== undefined && { webAllowed: web }),
    ...(highestMarking !== undefined && { highestMarking }),
    ...(clearance !== undefined && { clearance: clearance.filter((move) => move !== '') }),
    ...(files !== undefined && { attachmentTypes: [...new Set(files.flatMap(typesOf))] }),
  };
}

function typesOf(ending: string): readonly string[] {
  return ending === 'usual' ? usualMediaTypes : [mediaTypes[ending] ?? []].flat();
}

function endingsOf(types: readonly string[]): string {
  const known = Object.keys(mediaTypes).filter((ending) => types.includes(mediaTypes[ending] ?? ''));
  return known.length === 0 ? 'none' : known.join(', ');
}

function lines({ idleLock, readMarkers, webAllowed, highestMarking, clearance, attachmentTypes }: Settings): string[] {
  const minutes = idleLock / 60;
  return table([
    ['idle lock', Number.isInteger(minutes) ? `${String(minutes)} minutes` : `${String(idleLock)} seconds`],
    ['read markers', readMarkers ? 'on' : 'off'],
    ['web', webAllowed ? 'on' : 'off'],
    ['highest marking', highestMarking === '' ? 'no limit' : safeLine(highestMarking)],
    ['files', endingsOf(attachmentTypes ?? usualMediaTypes)],
    ['clearance', clearance.length === 0 ? 'no move needs it' : clearance.join(', ')],
  ]);
}
