import { describe, expect, it } from '@jest/globals';
import { entryBytes } from '#directory';
import { leafHash, MerkleTree } from '#tlog';
import { aNetwork, type NetworkBuilder } from '../../../tests/support/directory.js';
import {
  added,
  ConversationUnderTest,
  device,
  moderatorAdded,
  NORTH,
  partyAdded,
  policy,
  removed,
  ROSTER_NOW,
  type TestDirectory,
} from '../../../tests/support/roster.js';
import { conversationId, dueEvictions, replay } from './index.js';

function historyOf(network: NetworkBuilder): TestDirectory {
  return {
    get size() {
      return network.directory.size;
    },
    view: (size) => (size > network.directory.size ? undefined : network.directory.at(size)),
    root: (size) =>
      size > network.directory.size
        ? undefined
        : new MerkleTree(
            network.entries.map(({ subject, statementHash }) => leafHash(entryBytes(subject, statementHash))),
          ).root(size),
  };
}

function aConversationIn(network: NetworkBuilder, opener: string): ConversationUnderTest<TestDirectory> {
  const id = conversationId(network.networkId, device(opener), new Uint8Array(32).fill(7));
  return new ConversationUnderTest(historyOf(network), id, network.networkId);
}

describe('a roster over the directory itself', () => {
  it('follows an enrolment, a liaison, an expert, a revocation and a freeze', () => {
    const network = aNetwork();
    const [vl, xk] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    const [ana, ben, eva] = [vl.anOfficer('ana'), xk.anOfficer('ben'), xk.anOfficer('eva')];
    for (const officer of [ana, ben, eva]) officer.aDevice();
    const conversation = aConversationIn(network, 'ana');
    conversation.next('ana', [policy('consultation'), added(vl.id, 'ana'), added(xk.id, 'ben')]);

    expect(conversation.verdict('ana', [added(vl.id, 'eva')])).toBe('roster.device-not-live');
    vl.accredits(eva);
    conversation.next('ana', [added(vl.id, 'eva')]);

    const expert = vl.anExpert('oda', conversation.conversation);
    expert.aDevice();
    expect(conversation.verdict('ana', [added(vl.id, 'oda')])).toBe('roster.capacity');
    const admit = [partyAdded(vl.id, 'expert', ROSTER_NOW + 1000), added(vl.id, 'oda', 'expert')];
    conversation.next('ana', admit, { by: [{ name: 'ben', change: 0 }] });

    const early = conversation.statement('ben', []);
    ben.devices[0]?.isRevoked();
    expect(conversation.verdict('ben')).toBe('roster.author-not-live');
    conversation.accept(early);
    xk.is('frozen');
    const { roster, directory } = conversation;
    const view = directory.view(directory.size);
    if (!roster || !view) throw new Error('opened');
    // Eva is of XK: while it is frozen she is nowhere live.
    expect(dueEvictions(roster, view, ROSTER_NOW)).toEqual([device('ben'), device('eva')]);
    expect(conversation.verdict('oda', [removed('ben')])).toBe('accepted');
    conversation.next('oda', [removed('ben'), removed('eva')]);
    expect(replay(network.networkId, conversation.statements, directory)).toEqual(conversation.roster);
  });

  it('lets a coordinator found a forum', () => {
    const network = aNetwork();
    const vl = network.anAuthority('vl-moj');
    const [ana, abe] = [vl.anOfficer('ana'), vl.anOfficer('abe')];
    for (const officer of [ana, abe]) officer.aDevice();
    network.aRegion(NORTH.slice('region:'.length), ana);
    const changes = [policy('forum'), added(vl.id, 'ana'), added(vl.id, 'abe'), moderatorAdded('abe')];
    expect(aConversationIn(network, 'ana').verdict('ana', changes)).toBe('accepted');
    expect(aConversationIn(network, 'abe').verdict('abe', changes)).toBe('roster.coordinator');
  });
});
