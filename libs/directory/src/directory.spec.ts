import { describe, expect, it } from '@jest/globals';
import { aNetwork, effectOf, type NetworkBuilder, type AuthorityBuilder } from '../../../tests/support/directory.js';
import { aHistoryOfEveryType } from '../../../tests/support/directory-history.js';
import { refusalOf } from '../../../tests/support/tampering.js';
import { canonicalJson } from '#crypto/verify';
import { toBase64url } from '#primitives';
import { Directory, parseStatement, refusalCodes, replay, statementHash, type LogEntry } from './index.js';

const bare = ({ subject, statementHash: hash }: LogEntry): LogEntry => ({ subject, statementHash: hash });
const entryOf = (subject: string, statement: string) => ({
  subject,
  statementHash: statementHash(statement),
  statement,
});
const effects = (directory: Directory): string[] => directory.outcomes.map(effectOf);
/** The log of a network, with the bytes of some entries not fetched. */
const without = ({ entries }: NetworkBuilder, ...gaps: number[]): LogEntry[] =>
  entries.map((entry, i) => (gaps.includes(i) ? bare(entry) : entry));
const textAt = ({ entries }: NetworkBuilder, index: number): string => entries[index]?.statement ?? '';
const appointment = (authority: AuthorityBuilder, name = 'ana') => authority.appointment(name);

describe('a statement that has no effect', () => {
  it('is one that stands under another subject', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    const text = network.signed(appointment(north), north.key);
    expect(effectOf(network.log(text, south.id))).toBe('statement.misfiled');
    expect(effectOf(network.log(text, north.id))).toBe('applied');
  });

  it('is one that is replayed, or comes after another about its subject', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const { network } = authority;
    const [one, two] = [
      network.signed(appointment(authority), authority.key),
      network.signed(appointment(authority, 'ben'), authority.key),
    ];
    expect(effectOf(network.log(one, authority.id))).toBe('applied');
    expect(effectOf(network.log(one, authority.id))).toBe('statement.prev');
    expect(effectOf(network.log(two, authority.id))).toBe('statement.prev');
  });

  it('is one whose signature is not over it, or over it in another network', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const { network } = authority;
    const { body } = parseStatement(network.signed(appointment(authority), authority.key));
    const { signatures } = parseStatement(network.signed(appointment(authority, 'ben'), authority.key));
    expect(effectOf(network.log(canonicalJson({ body, signatures }), authority.id))).toBe('statement.signature');
    const elsewhere = aNetwork({ name: 'Another network' }).anAuthority('vl-moj').network;
    const prev = network.directory.latest.latestStatementHash(authority.id);
    const foreign = elsewhere.signed({ ...appointment(authority), prev }, authority.key);
    expect(effectOf(network.log(foreign, authority.id))).toBe('statement.signature');
  });

  it('is one that does not parse, and the log goes on', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const { network, id } = authority;
    const text = network.signed(appointment(authority), authority.key);
    const { body, signatures } = parseStatement(text);
    const reported = [
      `${text} `,
      `"${'a'.repeat(64 * 1024)}"`,
      canonicalJson({ body, signatures, note: 1 }),
      canonicalJson({ body, signatures: [...signatures, ...signatures] }),
      canonicalJson({ body: { ...body, type: 'officer.promoted' }, signatures }),
      canonicalJson({ body: { ...body, note: 1 }, signatures }),
    ].map((bad) => effectOf(network.log(bad, id)));
    const [json, large, field, order, type, unknown] = reported;
    expect([json, large, field, order]).toEqual([
      'statement.json',
      'statement.too-large',
      'statement.field',
      'statement.signature-order',
    ]);
    expect([type, unknown]).toEqual(['statement.type', 'statement.body']);
    expect(effectOf(network.log(text, id))).toBe('applied');
  });

  it('is one before the network is founded', () => {
    const founded = aNetwork();
    const [founding] = founded.entries;
    const notified = founded.anAuthority('vl-moj').network.entries[1];
    if (founding === undefined || notified === undefined) throw new Error('two entries');
    expect(effects(replay([notified, founding, notified]))).toEqual(['directory.not-founded', 'applied', 'applied']);
  });

  it('has a code of the closed set, none twice', () => {
    expect(new Set(refusalCodes).size).toBe(refusalCodes.length);
  });
});

describe('append', () => {
  it('throws, and appends nothing, where the bytes are not those the entry points to', () => {
    const directory = Directory.empty();
    const entry = { ...entryOf('network', '{}'), statement: '[]' };
    expect(refusalOf(() => directory.append(entry))).toBe('entry.statement');
    expect(directory.size).toBe(0);
  });

  it('verifies no signature that this device has verified before, and judges all else', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const { network, id } = authority;
    const { body } = parseStatement(network.signed(appointment(authority), authority.key));
    const { signatures } = parseStatement(network.signed(appointment(authority, 'ben'), authority.key));
    const entry = entryOf(id, canonicalJson({ body, signatures }));
    const verified = new Set([...network.directory.verified, toBase64url(entry.statementHash)]);
    expect(effectOf(replay(network.entries, { verified }).append(entry, { verified }))).toBe('applied');
    expect(effectOf(replay(network.entries, { verified }).append(entry))).toBe('statement.signature');
    expect(effectOf(replay([entry], { verified }).outcomes[0] ?? { effect: 'applied' })).toBe('directory.not-founded');
  });
});

describe('judge', () => {
  it('says what append would, and appends nothing', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const { network, id } = authority;
    const good = entryOf(id, network.signed(appointment(authority), authority.key));
    const bad = entryOf(id, network.signed(appointment(authority)));
    expect([effectOf(network.directory.judge(good)), effectOf(network.directory.judge(bad))]).toEqual([
      'applied',
      'statement.field',
    ]);
    expect(network.directory.size).toBe(2);
    expect(refusalOf(() => network.directory.judge({ ...good, statement: '{}' }))).toBe('entry.statement');
  });

  it('waits where its subject, or one it names, is pending', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    const ana = north.anOfficer('ana');
    const own = entryOf(north.id, network.signed(appointment(north, 'ben'), north.key));
    const draft = {
      type: 'liaison.accredited' as const,
      subject: south.id,
      home: north.id,
      officer: ana.id,
      validity: { from: 0, until: 1 },
    };
    const named = entryOf(south.id, network.signed(draft, south.key));
    const directory = replay(without(network, 3));
    expect([own, named].map((entry) => effectOf(directory.judge(entry)))).toEqual(['pending', 'pending']);
    expect([own, named].map((entry) => effectOf(network.directory.judge(entry)))).toEqual(['applied', 'applied']);
  });
});

describe('missing bytes', () => {
  it('tell whose others a subject waits for', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    const ana = north.anOfficer('ana');
    south.accredits(ana);
    const directory = replay(without(network, 1));
    expect([directory.awaited(south.id), directory.awaited(north.id)]).toEqual([[north.id], []]);
    directory.supply(1, textAt(network, 1));
    expect(directory.awaited(south.id)).toEqual([]);
  });

  it('make their subject pending from there on, and nothing before or beside', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    north.anOfficer('ana');
    south.anOfficer('ben');
    north.anOfficer('chi');
    const directory = replay(without(network, 3));
    expect(effects(directory)).toEqual(['applied', 'applied', 'applied', 'pending', 'applied', 'pending']);
    expect([3, 4, 6].map((size) => directory.at(size).isPending(north.id))).toEqual([false, true, true]);
    expect([3, 4].map((size) => directory.at(size).hasPending())).toEqual([false, true]);
    expect(directory.latest.isPending(south.id)).toBe(false);
    expect([directory.missing(), directory.missing(north.id), directory.missing(south.id)]).toEqual([[3], [3], []]);
    expect(effectOf(directory.supply(3, textAt(network, 3)))).toBe('applied');
    expect(effects(directory)).toEqual(effects(network.directory));
    expect(directory.latest.hasPending()).toBe(false);
  });

  it('of the founding make everything pending, not refused', () => {
    const network = aHistoryOfEveryType();
    const directory = replay(without(network, 0));
    expect(new Set(effects(directory))).toEqual(new Set(['pending']));
    directory.supply(0, textAt(network, 0));
    expect(effects(directory)).toEqual(effects(network.directory));
  });

  it('of the network hold up what the roots sign, and not what administrators do', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const { network } = authority;
    network.say({ type: 'desk.appointed', subject: 'network', desks: [] }, ...network.quorum);
    authority.anOfficer('ana');
    network.anAuthority('xk-moj');
    const directory = replay(without(network, 2));
    expect(effects(directory).slice(2)).toEqual(['pending', 'applied', 'pending']);
  });

  it('hold up who depends on them, in a chain, until they come', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    const [ana, ben] = [north.anOfficer('ana'), south.anOfficer('ben')];
    const [anaDevice] = [ana.aDevice()];
    south.accredits(ana);
    const region = network.aRegion('coast', ben, ana);
    network.say({ type: 'network.member-added', subject: region, authority: south.id }, anaDevice, south.key);
    const directory = replay(without(network, 3));
    expect(effects(directory).slice(3)).toEqual(['pending', 'applied', 'pending', 'pending', 'applied', 'pending']);
    directory.supply(3, textAt(network, 3));
    expect(effects(directory)).toEqual(effects(network.directory));
  });

  it('do not hold up what those that are known suffice for', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    const [ana, ben] = [north.anOfficer('ana'), south.anOfficer('ben')];
    const benDevice = ben.aDevice();
    const region = network.aRegion('coast', ana, ben);
    north.is('suspended');
    network.say({ type: 'network.member-added', subject: region, authority: south.id }, benDevice, south.key);
    const directory = replay(without(network, 7));
    expect(effects(directory).slice(7)).toEqual(['pending', 'applied']);
  });

  it('of two subjects let go of who waited for both as soon as one suffices', () => {
    const network = aNetwork();
    const [north, south, east] = ['vl-moj', 'xk-moj', 'ze-moj'].map((slug) => network.anAuthority(slug));
    if (north === undefined || south === undefined || east === undefined) throw new Error('three authorities');
    const [ana, ben] = [north.anOfficer('ana'), south.anOfficer('ben')];
    const benDevice = ben.aDevice();
    const region = network.aRegion('coast', ana, ben);
    network.say({ type: 'network.member-added', subject: region, authority: east.id }, benDevice, east.key);
    const directory = replay(without(network, 4, 5));
    expect(effects(directory).slice(4)).toEqual(['pending', 'pending', 'pending', 'applied', 'pending']);
    directory.supply(5, textAt(network, 5));
    expect(effects(directory).slice(4)).toEqual(['pending', 'applied', 'applied', 'applied', 'applied']);
    directory.supply(4, textAt(network, 4));
    expect(effects(directory)).toEqual(effects(network.directory));
  });

  it('are refused when they are others, and taken once', () => {
    const network = aNetwork();
    const directory = replay(without(network, 0));
    expect(refusalOf(() => directory.supply(0, '{}'))).toBe('entry.statement');
    expect(refusalOf(() => directory.supply(1, '{}'))).toBe('directory.beyond');
    expect(effectOf(directory.supply(0, textAt(network, 0)))).toBe('applied');
    expect(effectOf(directory.supply(0, textAt(network, 0)))).toBe('applied');
  });

  it('that show an earlier claim of an id make everything be judged again', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    north.anOfficer('ana');
    expect(effectOf(network.say(appointment(south), south.key))).toBe('directory.id-used');
    expect(effectOf(network.say(appointment(south, 'ben'), south.key))).toBe('applied');
    const directory = replay(without(network, 3));
    // What stands on the one that was taken too soon is out of place in the end, as it would have been at once.
    expect(effects(directory).slice(3)).toEqual(['pending', 'applied', 'statement.prev']);
    directory.supply(3, textAt(network, 3));
    expect(effects(directory)).toEqual(effects(network.directory));
    expect(directory.latest.officer(appointment(north).officer)?.authority).toBe(north.id);
  });
});

describe('Directory', () => {
  it('gives its entries and sizes, and refuses those beyond', () => {
    const network = aNetwork();
    const { directory } = network;
    expect(directory.entry(0)).toEqual(network.entries[0]);
    expect(directory.networkId).toEqual(network.networkId);
    expect(directory.at(0).network()).toBeUndefined();
    for (const size of [-1, 0.5, 2]) expect(refusalOf(() => directory.at(size))).toBe('directory.beyond');
    expect(refusalOf(() => directory.entry(1))).toBe('directory.beyond');
  });
});
