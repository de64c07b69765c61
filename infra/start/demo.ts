import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigningSeed } from '#crypto/log-signer';
import { codeOf, toHex } from '#primitives';
import { run } from '#cli/run';
import { wordsOf } from './faults.js';
import { FollowedConversation } from './followed-conversation.js';
import { demonstrationFolder } from './found-demonstration.js';
import { Launch } from './launch.js';

// The relay is killed after the line marked so; the next ones are typed while it is down.
const SCRIPT = [
  { by: 'marenia', text: 'We can give the account number today. Would a summary of facts of two pages do?' },
  {
    by: 'nerovia',
    text: 'Yes. Please name the offence by its elements: we check dual criminality by conduct.',
    thenKill: true,
  },
  { by: 'marenia', text: 'This line is typed while the relay is down. It waits, sealed, on my device.' },
  { by: 'nerovia', text: 'So does this one. We would rather not refuse for a missing element.' },
  { by: 'marenia', text: 'Thank you. The draft follows tomorrow.' },
] as const;

const report = (line: string): void => void process.stdout.write(`${line}\n`);

/** Plays a consultation between two real processes through a killed relay; exit code 0 only if all of it held. */
async function main(): Promise<number> {
  const launch = new Launch(
    { data: '.comity-demo', port: 0, database: undefined, empty: false, help: false },
    process.env,
    report,
  );
  try {
    const { dataDir } = await launch.start();
    return await play(launch, demonstrationFolder(dataDir));
  } catch (error) {
    process.stderr.write(`${codeOf(error)?.startsWith('start.') === true ? wordsOf(error) : String(error)}\n`);
    return 1;
  } finally {
    await launch.stop();
  }
}

async function play(launch: Launch, folder: string): Promise<number> {
  const conversation = (await readFile(join(folder, 'conversation'), 'utf8')).trim();
  const device = (person: string): string[] => [
    '--home',
    join(folder, person),
    '--passphrase-file',
    join(folder, 'passphrase'),
  ];
  const officers = {
    marenia: new FollowedConversation(device('marenia'), conversation, process.env),
    nerovia: new FollowedConversation(device('nerovia'), conversation, process.env),
  };
  // A run before left the same lines: a mark of this one tells them apart.
  const round = `(${toHex(newSigningSeed().slice(0, 2))})`;
  const lines = SCRIPT.map((line) => ({ ...line, text: `${line.text} ${round}` }));
  report('Two processes of comity follow the consultation.');
  let held = true;
  try {
    for (const line of lines) {
      officers[line.by].type(line.text);
      report(`  ${line.by} types: ${line.text}`);
      if (!('thenKill' in line)) continue;
      held = (await bothShow(officers, lines.slice(0, 2))) && held;
      launch.killRelay();
      report('  — the relay is killed —');
    }
    held = (await bothShow(officers, lines)) && held;
  } finally {
    await Promise.all([officers.marenia.end(), officers.nerovia.end()]);
  }
  const twice = lines.some(({ text }) => officers.marenia.times(text) > 1 || officers.nerovia.times(text) > 1);
  report(held ? 'Every line arrived on both sides.' : 'NOT every line arrived.');
  report(twice ? 'A line was shown TWICE.' : 'No line was shown twice.');
  const streams = { out: process.stdout, err: process.stderr };
  report('\nThe transcript, as Nerovia has it:\n');
  await run([...device('nerovia'), 'conversation', 'read', conversation, '--last', '12'], streams);
  report('\nThe record, as Marenia checks it:\n');
  const verified = await run([...device('marenia'), 'record', 'verify'], streams);
  return held && !twice && verified === 0 ? 0 : 1;
}

async function bothShow(
  officers: Readonly<Record<string, FollowedConversation>>,
  lines: readonly { readonly text: string }[],
): Promise<boolean> {
  const shown = await Promise.all(
    lines.flatMap(({ text }) => Object.values(officers).map((officer) => officer.shows(text))),
  );
  return shown.every(Boolean);
}

process.exit(await main());
