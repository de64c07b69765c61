import { describe, expect, it } from '@jest/globals';
import {
  aConversationOf,
  added,
  device,
  partyAdded,
  policy,
  ROSTER_NOW,
  VL,
  XK,
  ZE,
  type ConversationUnderTest,
} from '../../../tests/support/roster.js';
import { deviceIn, dueEvictions, evictionOf, hasEnded, seatStanding } from './index.js';

const UNTIL = ROSTER_NOW + 1000;
const aConsultation = (): ConversationUnderTest => {
  const conversation = aConversationOf('ana', [
    policy('consultation'),
    added(VL, 'ana'),
    added(VL, 'abe'),
    added(XK, 'ben'),
  ]);
  conversation.next('ana', [partyAdded(ZE, 'expert', UNTIL), added(ZE, 'eva', 'expert')], {
    by: [{ name: 'ben', change: 0 }],
  });
  return conversation;
};
const due = ({ roster, directory }: ConversationUnderTest, at = ROSTER_NOW): string[] => {
  const view = directory.view(directory.size);
  return roster && view ? dueEvictions(roster, view, at) : ['not opened'];
};

describe('dueEvictions', () => {
  it('names who is not live and whose party is over, in order, and not who is pending', () => {
    const conversation = aConsultation();
    expect(due(conversation)).toEqual([]);
    expect(due(conversation, UNTIL - 1)).toEqual([]);
    expect(due(conversation, UNTIL)).toEqual([device('eva')]);
    conversation.directory.amend(device('ben'), { standing: 'frozen' }).amend(device('abe'), { expiry: UNTIL });
    expect(due(conversation)).toEqual([device('ben')]);
    expect(due(conversation, UNTIL)).toEqual([device('abe'), device('ben'), device('eva')]);
    conversation.directory.amend(device('ben'), { standing: 'pending' });
    expect(due(conversation)).toEqual([]);
  });

  it('are emptied by one statement of any member', () => {
    const conversation = aConsultation();
    conversation.directory
      .amend(device('ben'), { standing: 'revoked' })
      .amend(device('abe'), { standing: 'dismissed' });
    conversation.next(
      'eva',
      due(conversation).map((id) => ({ type: 'device.removed', device: device(id.slice('device-'.length)) })),
    );
    expect(due(conversation)).toEqual([]);
    expect(conversation.roster?.devices.map(({ id }) => id)).toEqual(['device-ana', 'device-eva']);
  });

  it('leaves the statement of a device revoked since as it was', () => {
    const conversation = aConsultation();
    const statement = conversation.statement('ben', []);
    conversation.directory.amend(device('ben'), { standing: 'revoked' });
    conversation.accept(statement);
    expect(due(conversation)).toEqual([device('ben')]);
  });
});

describe('a seat', () => {
  it('stands as the directory says, for the authority it sits for', () => {
    const { directory, roster } = aConsultation();
    const view = directory.view(directory.size);
    const ben = roster && deviceIn(roster, device('ben'));
    if (!view || !ben) throw new Error('opened');
    expect(seatStanding(view, ben, ROSTER_NOW)).toBe('live');
    expect(seatStanding(view, { ...ben, authority: ZE }, ROSTER_NOW)).toBe('not-live');
    expect(evictionOf(roster, ben, view, ROSTER_NOW)).toBe('not-due');
    expect(hasEnded({ authority: ZE, capacity: 'expert', until: UNTIL }, UNTIL)).toBe(true);
    expect(deviceIn(roster, device('zoe'))).toBeUndefined();
    expect(deviceIn(roster, device('aaa'))).toBeUndefined();
  });
});
