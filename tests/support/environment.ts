const { COMITY_SOAK, COMITY_SEED, COMITY_PICTURES, COMITY_TESTS_FOLDER, JEST_WORKER_ID } = process.env;

/** Whether the reliability tests run at their full sizes (`npm run soak`) instead of a tenth. */
export const soaking = COMITY_SOAK === '1';

/** Where the tests of the web client keep a picture of every screen (`npm run screens`); nowhere unless it is given. */
export const picturesFolder = COMITY_PICTURES;

/** A folder of all workers that lasts as long as the whole run; absent where a test file runs by itself. */
export const runFolder = COMITY_TESTS_FOLDER;

/** Which of the workers of a run this is, from 1. */
export const worker = Number(JEST_WORKER_ID ?? '1');

/** What every random choice of a reliability test follows from. */
export const seed = Number(COMITY_SEED ?? '1');

/** How long a reliability test may take, milliseconds: what each takes at its size on a busy machine, several times over. */
export const patience = (soaking ? 90 : 30) * 60_000;

/** A size at full scale, or a tenth of it in `npm test`. */
export const scaled = (full: number): number => (soaking ? full : Math.ceil(full / 10));

/** Prints a figure of a reliability test beside its target. @param share - how much of the full size it is in `npm test` */
export function printFigure(name: string, figure: string, share = 'a tenth'): void {
  process.stdout.write(
    `${name.padEnd(4)} ${figure}${soaking ? '' : ` (${share} of the size)`}, seed ${String(seed)}\n`,
  );
}
