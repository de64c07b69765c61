import { describe, expect, it } from '@jest/globals';
import { AuthorityId, OfficerId } from '#contracts';
import {
  ALWAYS,
  aConversationId,
  aNetwork,
  effectOf,
  type OfficerBuilder,
} from '../../../../tests/support/directory.js';
import type { Officer } from '../index.js';

const view = ({ authority, id }: OfficerBuilder): Officer | undefined => authority.network.directory.latest.officer(id);

/** An authority with three administrators, each with a device, and one plain officer. */
function anOffice() {
  const authority = aNetwork().anAuthority('vl-moj');
  const administrators = ['ana', 'ben', 'chi'].map((name) => authority.anAdministrator(name));
  const [ana, ben, chi] = administrators.map((officer) => officer.aDevice());
  const dov = authority.anOfficer('dov');
  if (ana === undefined || ben === undefined || chi === undefined) throw new Error('three administrators');
  return { authority, network: authority.network, administrators, ana, ben, chi, dov, dovDevice: dov.aDevice() };
}

describe('officer.appointed', () => {
  it('takes one administrator for an officer, and two for an administrator', () => {
    const { authority, network, ana, ben, dovDevice } = anOffice();
    expect(effectOf(network.say(authority.appointment('eva'), dovDevice))).toBe('statement.not-entitled');
    expect(effectOf(network.say(authority.appointment('eva'), ana))).toBe('applied');
    const promotion = { ...authority.appointment('eva'), roles: ['administrator' as const] };
    expect(effectOf(network.say(promotion, ana))).toBe('statement.too-few');
    expect(effectOf(network.say(promotion, ana, ben))).toBe('applied');
  });

  it('is not helped by two devices of one administrator', () => {
    const { authority, network, administrators, ana } = anOffice();
    const second = administrators[0]?.aDevice() ?? ana;
    const promotion = { ...authority.appointment('eva'), roles: ['administrator' as const] };
    expect(effectOf(network.say(promotion, ana, second))).toBe('statement.too-few');
  });

  it('of an administrator anew takes two others, even to make it less', () => {
    const { authority, network, ana, ben, chi } = anOffice();
    const demotion = authority.appointment('ana');
    expect(effectOf(network.say(demotion, ana, ben))).toBe('statement.not-entitled');
    expect(effectOf(network.say(demotion, ben))).toBe('statement.too-few');
    expect(effectOf(network.say(demotion, ben, chi))).toBe('applied');
    expect(effectOf(network.say(authority.appointment('eva'), ana))).toBe('statement.not-entitled');
  });

  it('anew changes roles, validity and fields of an officer in office', () => {
    const { authority, network, ana, dov } = anOffice();
    const validity = { from: 1, until: 2 };
    expect(effectOf(network.say({ ...authority.appointment('dov'), validity }, ana))).toBe('applied');
    expect(view(dov)?.validity).toEqual(validity);
    expect(network.directory.latest.officersOf(authority.id)).toHaveLength(4);
  });

  it('never gives an id again: not one dismissed, not one of another authority, not one of an expert', () => {
    const { authority, network, dov } = anOffice();
    const other = network.anAuthority('xk-moj');
    authority.anExpert('expert-1');
    dov.isDismissed();
    expect(effectOf(network.say(authority.appointment('dov'), authority.key))).toBe('directory.final');
    expect(effectOf(network.say(other.appointment('dov'), other.key))).toBe('directory.id-used');
    expect(effectOf(network.say(other.appointment('ana'), other.key))).toBe('directory.id-used');
    expect(effectOf(network.say(authority.appointment('expert-1'), authority.key))).toBe('directory.id-used');
    expect(() => other.anExpert('ana')).toThrow('directory.id-used');
  });
});

describe('officer.dismissed', () => {
  it('is final, and takes an administrator or the officer', () => {
    const { dov, dovDevice, ana, ben, chi, administrators } = anOffice();
    expect(effectOf(dov.isDismissed(dovDevice))).toBe('applied');
    expect(view(dov)?.dismissed).toBe(true);
    expect(effectOf(dov.isDismissed(ana))).toBe('directory.final');
    const [first] = administrators;
    expect(first && effectOf(first.isDismissed(ben))).toBe('statement.too-few');
    expect(first && effectOf(first.isDismissed(ben, chi))).toBe('applied');
  });

  it('takes a say from every device of the officer', () => {
    const { authority, network, administrators, ana } = anOffice();
    expect(effectOf(administrators[0]?.isDismissed(ana) ?? { effect: 'pending' })).toBe('applied');
    expect(effectOf(network.say(authority.appointment('eva'), ana))).toBe('statement.not-entitled');
  });

  it('may carry the place it comes at, but not another', () => {
    const { dov, network, ana } = anOffice();
    const prev = network.directory.latest.latestStatementHash(dov.authority.id);
    expect(effectOf(network.say({ ...dov.dismissal, prev: ana.signing.key }, ana))).toBe('statement.prev');
    expect(effectOf(network.say({ ...dov.dismissal, prev }, ana))).toBe('applied');
  });

  it('is refused of someone this authority never appointed, or by another authority', () => {
    const { authority, dov, network } = anOffice();
    const other = network.anAuthority('xk-moj');
    const elsewhere = { ...dov.dismissal, subject: other.id };
    expect(effectOf(network.say(elsewhere, other.key))).toBe('directory.officer-unknown');
    expect(effectOf(network.say(dov.dismissal, other.key))).toBe('statement.not-entitled');
    expect(effectOf(network.say({ ...dov.dismissal, officer: 'nobody' as never }, authority.key))).toBe(
      'directory.officer-unknown',
    );
  });
});

describe('liaison.accredited', () => {
  it('lets an officer serve another authority, until that one dismisses it, for good', () => {
    const { dov, dovDevice, network } = anOffice();
    const host = network.anAuthority('xk-moj');
    expect(effectOf(host.accredits(dov, dovDevice))).toBe('statement.not-entitled');
    expect(effectOf(host.accredits(dov))).toBe('applied');
    expect(view(dov)?.serves).toEqual([dov.authority.id, host.id]);
    const ended = { ...dov.dismissal, subject: host.id };
    expect(effectOf(network.say(ended, dovDevice))).toBe('applied');
    expect(view(dov)).toMatchObject({ dismissed: false, serves: [dov.authority.id] });
    expect(effectOf(network.say(ended, host.key))).toBe('directory.final');
    expect(effectOf(host.accredits(dov))).toBe('directory.final');
  });

  it('is refused for an authority or an officer that is not there, for an expert and for the dismissed', () => {
    const { authority, dov, network } = anOffice();
    const host = network.anAuthority('xk-moj');
    const draft = {
      type: 'liaison.accredited' as const,
      subject: host.id,
      home: authority.id,
      officer: dov.id,
      validity: ALWAYS,
    };
    const nowhere = AuthorityId.parse('authority:nowhere');
    expect(effectOf(network.say({ ...draft, home: nowhere }, host.key))).toBe('directory.authority-unknown');
    const nobody = OfficerId.parse('nobody');
    expect(effectOf(network.say({ ...draft, officer: nobody }, host.key))).toBe('directory.officer-unknown');
    expect(effectOf(host.accredits(authority.anExpert('expert-1')))).toBe('directory.officer-unknown');
    dov.isDismissed();
    expect(effectOf(host.accredits(dov))).toBe('directory.final');
  });

  it('is refused by a host that is stopped, and ended even then, but not by the officer of a withdrawn authority', () => {
    const { authority, dov, dovDevice, network } = anOffice();
    const host = network.anAuthority('xk-moj');
    host.accredits(dov);
    host.is('suspended');
    expect(effectOf(host.accredits(dov))).toBe('directory.status');
    authority.is('withdrawn');
    const ended = { ...dov.dismissal, subject: host.id };
    expect(effectOf(network.say(ended, dovDevice))).toBe('statement.not-entitled');
    expect(effectOf(network.say(ended, host.key))).toBe('applied');
  });
});

describe('expert.sponsored and expert.ended', () => {
  const ending = (expert: OfficerBuilder) => ({
    type: 'expert.ended' as const,
    subject: expert.authority.id,
    officer: expert.id,
  });

  it('bind an expert to one conversation and a time, and end it for good', () => {
    const { authority, network, ana } = anOffice();
    const expert = authority.anExpert('expert-1', aConversationId('one'));
    expect(view(expert)).toMatchObject({ roles: ['expert'], conversation: aConversationId('one'), validity: ALWAYS });
    expect(effectOf(network.say(ending(expert), expert.aDevice()))).toBe('statement.not-entitled');
    expect(effectOf(network.say(ending(expert), ana))).toBe('applied');
    expect(effectOf(network.say(ending(expert), ana))).toBe('directory.final');
    expect(() => authority.anExpert('expert-1')).toThrow('directory.id-used');
  });

  it('end no officer', () => {
    const { network, ana, dov } = anOffice();
    expect(effectOf(network.say(ending(dov), ana))).toBe('directory.officer-unknown');
  });
});
