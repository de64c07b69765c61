import { InvalidArgumentError, Option } from 'commander';

const DAY_SECONDS = 86_400;

/** `--token-file`: the account of an auditor, in place of a device. */
export function tokenFileOption(): Option {
  return new Option(
    '--token-file <file>',
    'the account of an auditor, which "comity token new --reads record" made, in place of a device',
  );
}

/** The beginning of a day some days later, UTC, Unix seconds. */
export function startOfDay(day: string | undefined, later: number): number | undefined {
  return day === undefined ? undefined : Date.parse(`${day}T00:00:00Z`) / 1000 + later * DAY_SECONDS;
}

/** Collects words out of a list; for commander. */
export function oneOf<Word extends string>(
  words: readonly Word[],
): (text: string, before?: readonly Word[]) => readonly Word[] {
  return (text, before = []) => {
    const word = words.find((one) => one === text);
    if (word === undefined) throw new InvalidArgumentError(`It is one of ${words.join(', ')}.`);
    return [...before, word];
  };
}
