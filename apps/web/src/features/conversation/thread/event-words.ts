import type { AuthorityName } from '../../../desk/api/names.js';
import type { ThreadEvent } from '../../../desk/api/thread.js';
import { timeWords } from '../../../platform/time-words.js';
import { historyWords, isolated, retentionWords, type ConversationWords } from '../words.js';

/** A change of a conversation in one sentence. @param actor - who made it, as {@link named} */
export function eventWords(words: ConversationWords, event: ThreadEvent, actor: string): string {
  const { say, list, language, state, named, namesOf } = words;
  switch (event.is) {
    case 'opened': {
      const rules = `${historyWords(say, event.history)} ${retentionWords(say, event.retention)}`;
      const names = namesOf(event.with);
      return `${say(event.with.length === 0 ? 'event.openedAlone' : 'event.opened', { actor, names })} ${rules}`;
    }
    case 'joined':
    case 'joined-anew':
      return say(`event.${event.is}`, {
        actor,
        name: named(event.person),
        party: isolated(state(event.person.party)),
        devices: list(event.devices.map((kind) => say(`device.${kind}`))),
        approvers: event.approvedBy.length === 0 ? say('event.authorityKey') : namesOf(event.approvedBy),
      });
    case 'left':
    case 'removed':
      return say(`event.${event.is}`, {
        actor,
        name: named(event.person),
        party: isolated(state(event.person.party)),
        why: event.standing === undefined ? '' : say(`standing.${event.standing}`),
      }).trimEnd();
    case 'party-added':
    case 'party-removed':
      if (event.capacity === 'expert')
        return say(event.is === 'party-added' ? 'event.expert-added' : 'event.expert-removed', {
          party: isolated(state(event.party)),
          until: untilWords(language, event.until),
        });
      return say(event.until === undefined ? `event.${event.is}` : 'event.party-addedUntil', {
        party: isolated(state(event.party)),
        capacity: say(`capacity.${event.capacity}`),
        until: untilWords(language, event.until),
      });
    case 'policy-changed':
      return say('event.policy-changed', { actor, ...rulesOf(words, event) }).trimEnd();
    case 'moderator-added':
    case 'moderator-removed':
      return say(`event.${event.is}`, { actor, name: isolated(event.person.name) });
    case 'closed':
    case 'reopened':
    case 'keys-changed':
    case 'notes':
    case 'unproved':
      return say(`event.${event.is}`, { actor });
    case 'corrected':
    case 'withdrew':
    case 'consented':
      return say(event.seq === undefined ? `event.${event.is}Unknown` : `event.${event.is}`, {
        actor,
        seq: event.seq,
      });
    case 'consent-asked':
      return say('event.consent-asked', { actor, change: askedWords(words, event.change) });
    case 'history-granted':
      return say('event.history-granted', {
        actor,
        name: named(event.person),
        from: event.from,
        to: event.to,
      });
    case 'heading': {
      const { subject, reference } = event;
      const values = { actor, subject: isolated(subject ?? ''), reference: isolated(reference ?? '') };
      if (subject !== undefined && reference !== undefined) return say('event.headingBoth', values);
      if (subject !== undefined) return say('event.heading', values);
      return say(reference === undefined ? 'event.headingNone' : 'event.headingReference', values);
    }
  }
}

/** A change that others are asked to agree to: what it would be. */
export type Asked =
  | {
      readonly is: 'party-added' | 'party-removed';
      readonly party: AuthorityName;
      readonly capacity: string;
      readonly until: number | undefined;
    }
  | { readonly is: 'policy-changed'; readonly history: string | undefined; readonly retention: number | undefined }
  | { readonly is: string };

/** What a change that is asked for would be, in words. */
export function askedWords(words: ConversationWords, change: Asked): string {
  const { say, language } = words;
  if ('party' in change)
    return say(askedKey(change), {
      party: isolated(words.state(change.party)),
      capacity: say(`capacity.${change.capacity}`),
      until: untilWords(language, change.until),
    });
  if ('history' in change && 'retention' in change) return say('asked.policy-changed', rulesOf(words, change)).trim();
  return say(change.is === 'closed' || change.is === 'reopened' ? `asked.${change.is}` : 'asked.other');
}

function askedKey({ is, capacity, until }: Extract<Asked, { readonly party: AuthorityName }>): string {
  if (capacity === 'expert') return is === 'party-added' ? 'asked.expert-added' : 'asked.expert-removed';
  return until === undefined ? `asked.${is}` : 'asked.party-addedUntil';
}

function untilWords(language: string, until: number | undefined): string {
  return until === undefined ? '' : timeWords(until, 'date', { language, now: until });
}

function rulesOf(
  { say }: ConversationWords,
  { history, retention }: { readonly history: string | undefined; readonly retention: number | undefined },
): { readonly history: string; readonly retention: string } {
  return {
    history: history === undefined ? '' : historyWords(say, history),
    retention: retention === undefined ? '' : retentionWords(say, retention),
  };
}
