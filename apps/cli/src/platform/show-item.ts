import {
  staleWords,
  type Client,
  type ContentOf,
  type ConversationItem,
  type ListedNotice,
  type MessageItem,
  type Notice,
  type WaitingMessage,
} from '#client';
import type { Change } from '#roster';
import { authorityName, officerName, shortId } from './names.js';
import { safeLine, safeText, type Io } from './io.js';
import { timeOf } from './time.js';
import { sizeWords } from './transfer-words.js';

const REFUSED = 'not shown: it failed a check';
const UNREADABLE = {
  'before-joining': 'written before this device joined',
  dormant: 'written while this device had no valid key',
  'wrap-unreadable': 'its key could not be opened on this device; the members were told',
  'wrap-withheld': 'the relay has not given the key for it yet',
  'no-key': 'this device has no key for it',
  'not-supported': 'needs a newer version of comity',
} as const;

/** An item of a conversation as lines for people. Every text from the network is made safe for a terminal. */
export function itemLines(client: Client, item: ConversationItem, io: Pick<Io, 'localTime'> = {}): string[] {
  const { officer, authority } = item.sender;
  const who = `${officerName(client, officer)}, ${expertMark(client, officer)}${authorityName(client, authority)}`;
  const head = `#${String(item.seq)}  ${timeOf(item.storedAt, io)}  `;
  switch (item.is) {
    case 'message':
      // How far the others have read is said once for all.
      if (item.content?.type === 'read') return [];
      return [`${head}${item.own ? 'you' : who}${marks(client, item)}`, ...indented(textOf(client, item))];
    case 'roster':
      return [`${head}— ${rosterWords(client, item.changes, who)}`];
    case 'archived':
      return [];
    case 'unreadable':
      return [`${head}${who}`, `    (${UNREADABLE[item.why]})`];
    case 'refused':
      return [`${head}! ${REFUSED} [${item.code}]`];
  }
}

// Whose words these are is never to be taken for the State's.
function expertMark({ directory }: Client, officer: MessageItem['sender']['officer']): string {
  const isOutside = officer !== undefined && directory.latest.officer(officer)?.conversation !== undefined;
  return isOutside ? 'OUTSIDE EXPERT of ' : '';
}

/** An own message that is still on its way, with its place among those, from 1. */
export function waitingLines({ state, content, code }: WaitingMessage, place: number): string[] {
  const text = content.type === 'text' ? content.text : content.type;
  const why = {
    refused: `refused [${code ?? ''}]`,
    held: 'held: it can be taken back',
    waiting: 'waiting for the relay: it can be taken back',
    sealed: 'may have left: sent again until the relay confirms it',
  }[state];
  return [`+${String(place)}  ${why}`, ...indented(text)];
}

/** A notice in words, with its code to copy; `!` marks one that is still to be dealt with. */
export function noticeLines(notice: Notice & Partial<ListedNotice>, io: Pick<Io, 'localTime'> = {}): string[] {
  const { code, about, seq, detail, number, evidence, dealtWith, further = [], standing = 'open' } = notice;
  const place = seq === undefined ? '' : ` at #${String(seq)}`;
  const details = [detail, ...further.map((one) => one.detail)].filter((one) => one !== undefined);
  const met = details.length === 0 ? code : `${code}: ${safeLine(details.join(', '))}`;
  const kept = `Evidence is kept: comity trust --notice ${String(number)}  [${met}]`;
  const [mark, was] = standing === 'open' ? ['!', 'is'] : ['-', 'was'];
  const ended = {
    open: '',
    'dealt-with': ` Dealt with on ${timeOf(dealtWith?.at ?? 0, io)}.`,
    mended: ' It is mended.',
    information: ' It had no effect.',
  }[standing];
  // The relay's fault, or that of this computer's clock.
  if (detail === 'record.stale' && evidence?.['apart'] !== undefined)
    return [`${mark} ${staleWords(Number(evidence['apart']))}.${ended} ${kept}`];
  if (code === 'archive.opened')
    return [
      `${mark} An archive was opened: its holders can make what was said here before readable to ${safeLine(notice.device ?? '')}.${ended} ${kept}`,
    ];
  const whom = { relay: 'The relay (or its operator)', member: 'A member', device: 'This device' }[about];
  return [`${mark} ${whom} ${was} not as it should be${place}.${ended} ${kept}`];
}

function textOf(client: Client, item: MessageItem): string {
  const { content } = item;
  if (item.withdrawn !== undefined) return `(withdrawn by its author at #${String(item.withdrawn.seq)})`;
  if (content === undefined) return '(needs a newer version of comity)';
  const corrected = item.corrections?.at(-1);
  switch (content.type) {
    case 'text':
      return corrected === undefined
        ? content.text
        : `${corrected.text}\n(corrected at #${String(corrected.seq)}; at first: ${content.text})`;
    case 'attachment':
      return attachmentWords(item, content);
    case 'correction':
      return '(corrects an earlier message)';
    case 'withdrawal':
      return '(withdraws an earlier message)';
    case 'noted':
      return '(noted)';
    case 'consent.asked':
      return `asks for consent: ${changeWords(client, content.change)}\nto agree: comity conversation consent ${shortId(item.conversation)} ${String(item.seq)}`;
    case 'consent.given':
      return '(consents)';
    case 'reaction':
      return content.reaction === undefined ? '(takes back what it said of a message)' : `(${content.reaction})`;
    case 'heading':
      return headingWords(content);
    case 'beside':
      return `(own notes beside conversation ${shortId(content.conversation)})`;
    case 'read':
    case 'notebook':
      return '(how far was read)';
    case 'history.granted':
      return `(gave a device that joined later the messages from #${String(content.from)} to #${String(content.to)})`;
  }
}

function attachmentWords(item: MessageItem, { name, mediaType, length, text }: ContentOf<'attachment'>): string {
  const save = `to save it: comity conversation save ${shortId(item.conversation)} ${String(item.seq)}`;
  const file = `file: ${safeLine(name)} (${mediaType}, ${sizeWords(length)})`;
  return [file, ...(text === undefined ? [] : [text]), save].join('\n');
}

function headingWords({ subject, reference, purposes = [] }: ContentOf<'heading'>): string {
  const said = [
    ...(subject === undefined ? [] : [`subject: ${subject}`]),
    ...(reference === undefined ? [] : [`reference: ${reference}`]),
    ...(purposes.length === 0 ? [] : [`for: ${purposes.join(', ')}`]),
  ];
  return `(${said.length === 0 ? 'takes its heading away' : said.join('; ')})`;
}

function marks(client: Client, item: MessageItem): string {
  const found: string[] = [];
  if (item.record !== undefined) found.push('on the record');
  if (item.receivedBy !== undefined)
    found.push(`as received by ${officerName(client, client.directory.latest.device(item.receivedBy)?.officer)}`);
  if (item.recovered === true) found.push('recovered from the archive: nobody vouches for its author');
  if (item.afterRevocation === true)
    found.push(
      'not proved to be from before its device was revoked, its officer was dismissed, or their service as a liaison officer was ended: do not take it as theirs',
    );
  if (item.noted !== undefined)
    found.push(`noted by ${item.noted.map(({ sender }) => officerName(client, sender.officer)).join(', ')}`);
  for (const { reaction, sender } of item.reactions ?? [])
    if (reaction !== undefined) found.push(`${reaction}: ${officerName(client, sender.officer)}`);
  return found.length === 0 ? '' : `  [${found.join('; ')}]`;
}

function rosterWords(client: Client, changes: readonly Change[], who: string): string {
  return changes.length === 0
    ? `${who} renewed the keys`
    : `${who}: ${changes.map((change) => changeWords(client, change)).join('; ')}`;
}

/** A change of a roster in words. */
export function changeWords(client: Client, change: Change): string {
  const { latest } = client.directory;
  switch (change.type) {
    case 'device.added':
      return `added a device of ${officerName(client, latest.device(change.device)?.officer)}, ${expertMark(client, latest.device(change.device)?.officer)}${authorityName(client, change.authority)}`;
    case 'device.removed':
      return `removed a device of ${officerName(client, latest.device(change.device)?.officer)}`;
    case 'party.added':
      return change.capacity === 'expert'
        ? `an outside expert of ${authorityName(client, change.authority)} takes part until ${timeOf(change.until ?? 0)}`
        : `${authorityName(client, change.authority)} joins as ${change.capacity}`;
    case 'party.removed':
      return `${change.capacity === 'expert' ? 'the outside expert of ' : ''}${authorityName(client, change.authority)} leaves`;
    case 'policy.set':
      return `opened (${change.kind}; history ${change.history}; ${change.retention === 0 ? 'kept without limit' : `kept ${String(change.retention)} days`})`;
    case 'policy.changed':
      return 'changed the rules for history and retention';
    case 'moderator.added':
    case 'moderator.removed':
      return `${change.type === 'moderator.added' ? 'made' : 'unmade'} ${officerName(client, change.officer)} a moderator`;
    case 'conversation.closed':
      return 'closed the conversation';
    case 'conversation.reopened':
      return 'reopened the conversation';
  }
}

function indented(text: string): string[] {
  return safeText(text)
    .split('\n')
    .map((line) => `    ${line}`);
}
