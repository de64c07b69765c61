import type { Bench } from '../bench.js';
import type { EpochCost } from '../client/epochs.js';
import type { FirstScreen } from '../client/first-screen.js';
import type { Sealing } from '../client/seal.js';
import type { StatementCost } from '../client/statements.js';
import { beside, type Figure } from '../figure.js';

const RECIPIENTS = 20;

/** Sealing and opening messages. */
export async function seal(bench: Bench): Promise<Figure[]> {
  const workload = 'seal';
  const cost = await bench.child('../client/main.js').call<Sealing>('sealAndOpen', bench.sizes.sealings, RECIPIENTS);
  const { perSecond, sealMilliseconds, openMilliseconds } = cost;
  const name = `1 KiB sealed and opened, ${RECIPIENTS} recipients, both ways`;
  return [
    { workload, name, value: perSecond, unit: '/s', target: '>= 3,000/s', met: perSecond >= 3000 },
    { workload, name: 'of it, sealing', value: sealMilliseconds, unit: 'ms' },
    { workload, name: 'of it, opening', value: openMilliseconds, unit: 'ms' },
  ];
}

/** Opening and advancing conversations: author and reader. */
export async function epochs(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const devices of bench.sizes.rosters) {
    const costs = await bench
      .child('../client/main.js')
      .call<{ opening: EpochCost; advance: EpochCost }>('epochCosts', devices);
    figures.push(...figuresOf('opening', costs.opening), ...figuresOf('advancing', costs.advance));
  }
  return figures;
}

function figuresOf(act: string, { devices, author, reader, bytes, changed }: EpochCost): Figure[] {
  const common = { workload: 'epochs' };
  const most = 3 * 1024 + 200 * changed;
  const authorTarget = devices === 1000 ? { target: '<= 1,200 ms', met: author <= 1200 } : {};
  return [
    { ...common, name: `${act} at ${devices} devices, author`, value: author, unit: 'ms', ...authorTarget },
    {
      ...common,
      name: `${act} at ${devices} devices, reader`,
      value: reader,
      unit: 'ms',
      target: '<= 10 ms',
      met: reader <= 10,
    },
    {
      ...common,
      name: `${act} at ${devices} devices, fetched by a reader`,
      value: bytes,
      unit: 'B',
      target: `<= 3 KiB + 200 B x ${changed}`,
      met: bytes <= most,
    },
  ];
}

/** Verifying and replaying the directory. */
export async function statements(bench: Bench): Promise<Figure[]> {
  const workload = 'statements';
  const cost = await bench.child('../client/main.js').call<StatementCost>('statementCost', bench.sizes.statements);
  const { statements: count, statementsPerSecond, signaturesPerSecond, bareSignaturesPerSecond, replaySeconds } = cost;
  const bare = { name: 'bare libsodium', value: bareSignaturesPerSecond };
  const scaled = (replaySeconds * 20_000) / count;
  return [
    {
      workload,
      name: 'statements verified and replayed',
      value: statementsPerSecond,
      unit: '/s',
      target: '>= 5,000/s',
      met: statementsPerSecond >= 5000,
    },
    {
      ...beside(
        { workload, name: 'of it, signatures verified', value: signaturesPerSecond, unit: '/s', target: '>= 5,000/s' },
        bare,
      ),
      met: signaturesPerSecond >= 5000,
    },
    {
      workload,
      name: '20,000 statements replayed, verified before',
      value: scaled,
      unit: 's',
      target: '<= 1 s',
      met: scaled <= 1,
    },
  ];
}

/** A real client with its store on disk. */
export async function store(bench: Bench): Promise<Figure[]> {
  const workload = 'store';
  const { url, networkFile } = await bench.setting();
  const { archive } = bench.sizes;
  const cost = await bench.child('../client/main.js').call<FirstScreen>('firstScreen', url, networkFile, archive);
  const { messages, catchUp, unlock, screen } = cost;
  const of = messages.toLocaleString('en');
  return [
    {
      workload,
      name: `first screen of a conversation of ${of} messages, from storage`,
      value: screen,
      unit: 'ms',
      target: '<= 200 ms',
      met: screen <= 200,
    },
    { workload, name: 'unlocking the store before it: Argon2id, replay', value: unlock, unit: 'ms' },
    {
      workload,
      name: `a client catches up with ${of} messages: fetched, checked, opened, stored`,
      value: (messages * 1000) / catchUp,
      unit: '/s',
    },
  ];
}
