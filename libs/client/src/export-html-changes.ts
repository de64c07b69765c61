import { fill } from '#pages';
import type { Change } from '#roster';
import type { PageContext } from './export-html-context.js';

/** A change of a roster in words. */
export function changeWords(change: Change, context: PageContext): string {
  const { words, people } = context;
  switch (change.type) {
    case 'device.added':
      return fill(words.deviceAdded, { who: context.nameOf(change.device) });
    case 'device.removed':
      return fill(words.deviceRemoved, { who: context.nameOf(change.device) });
    case 'party.added':
      return fill(change.capacity === 'expert' ? words.expertAdded : words.partyAdded, {
        authority: context.authorityName(change.authority),
        until: change.until === undefined ? '' : context.day(change.until),
      });
    case 'party.removed':
      return fill(change.capacity === 'expert' ? words.expertRemoved : words.partyRemoved, {
        authority: context.authorityName(change.authority),
      });
    case 'policy.set':
      return words.policySet;
    case 'policy.changed':
      return words.policyChanged;
    case 'moderator.added':
    case 'moderator.removed': {
      const person = [...people.values()].find(({ officer }) => officer === change.officer);
      const who = person === undefined ? change.officer : context.nameOf(person.device);
      return fill(change.type === 'moderator.added' ? words.moderatorAdded : words.moderatorRemoved, { who });
    }
    case 'conversation.closed':
      return words.closed;
    case 'conversation.reopened':
      return words.reopened;
  }
}
