import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '#cli/platform/explain';
import { ProblemError, type Problem } from '#contracts';
import { entryBytes, refusalCodes, statementHash, type RefusalCode } from '#directory';
import { codeOf } from '#primitives';
import { DirectoryLog } from '#relay/audit/directory-log';
import { DirectoryState } from '#relay/directory/directory-state';
import { StatementsRepository } from '#relay/directory/statements.repository';
import { Database } from '#relay/platform/database';
import { NetworkBuilder } from '../support/directory.js';
import { aFollower } from '../support/follower.js';
import { BEFORE_FOUNDING, meetings, refusedScene, type Meeting } from '../support/refused-statements.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

const table = Object.entries(meetings) as [RefusalCode, Meeting][];
const answers = new Map<RefusalCode, string>();
/** What the client shows of each place of the log. */
const shown = new Map<number, string>();
const places = new Map<RefusalCode, number>();
const network = new NetworkBuilder();
let relay: TestRelay;

async function submitted(statement: string): Promise<string> {
  const { body } = await relay.post('/v1/directory/statements', { statement });
  const { code, detail } = body as Problem;
  return detail === undefined ? code : `${code}: ${detail}`;
}

/** The relay's operator puts a statement into the log behind its own rules. */
async function loggedAllTheSame(code: RefusalCode, statement: string, subject: string): Promise<void> {
  const hash = Buffer.from(statementHash(statement));
  const index = await relay.app.get(Database).transaction(async (tx) => {
    await relay.app.get(DirectoryLog).lock(tx);
    const place = await relay.app.get(DirectoryLog).append(tx, entryBytes(subject, hash));
    await relay.app.get(StatementsRepository).insert(tx, { index: place, subject, hash, statement }, []);
    return place;
  });
  network.log(statement, subject);
  places.set(code, index);
}

beforeAll(async () => {
  relay = await aRelay();
  const early = meetings[BEFORE_FOUNDING].statement({ network } as ReturnType<typeof refusedScene>);
  answers.set(BEFORE_FOUNDING, await submitted(early));
  await loggedAllTheSame(BEFORE_FOUNDING, early, 'authority:early');
  await relay.app.get(DirectoryState).follow();
  const scene = refusedScene(network);
  await relay.tell(network);
  const later = table.filter(([code]) => code !== BEFORE_FOUNDING);
  const statements = later.map(([code, meeting]) => ({ code, meeting, statement: meeting.statement(scene) }));
  for (const { code, statement } of statements) answers.set(code, await submitted(statement));
  for (const { code, meeting, statement } of statements) {
    if (meeting.unservable !== true) await loggedAllTheSame(code, statement, meeting.filed ?? 'authority:north');
  }
  await relay.until(async () => (await relay.directorySize()) === network.entries.length);
  const { directory, faults } = await aFollower(relay.url, scene.founding);
  await directory.sync();
  for (const { entry } of faults) if (entry !== undefined) shown.set(entry.index, entry.refusal);
}, 120_000);

afterAll(endRelays);

describe('the refusals of the directory', () => {
  it('are each in the table', () => {
    expect(Object.keys(meetings).toSorted()).toEqual([...refusalCodes].toSorted());
  });

  it.each(table)('%s: the relay answers so', (code, { answered = `statement.refused: ${code}` }) => {
    expect(answers.get(code)).toBe(answered);
  });

  it.each(table.filter(([, { unservable }]) => unservable !== true))(
    '%s: a client shows it where a relay logged it all the same',
    (code) => {
      expect(shown.get(places.get(code) ?? -1)).toBe(code);
    },
  );

  it.each(table.filter(([, { unservable }]) => unservable === true))(
    '%s: a client refuses it where it begins with it',
    async (code, { statement }) => {
      const begun = aFollower(relay.url, statement({ network } as ReturnType<typeof refusedScene>));
      expect(await begun.then(() => 'begun', codeOf)).toBe(code);
    },
  );

  it.each(table)('%s: the command line has words for it', (code) => {
    const words = explain(new ProblemError('statement.refused', code));
    expect(words).not.toContain(code);
    expect(words).not.toBe(explain(new ProblemError('statement.refused', 'unknown')));
  });

  it('shows nothing but these', () => {
    expect([...shown.keys()].toSorted((a, b) => a - b)).toEqual([...places.values()].toSorted((a, b) => a - b));
  });
});
