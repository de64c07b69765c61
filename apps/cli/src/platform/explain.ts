import { ProblemError } from '#contracts';
import { CommanderError } from 'commander';
import { ZodError } from 'zod';
import { errorCodeOf } from './exit-code.js';
import { systemWords } from './file.js';
import { safeLine } from './io.js';

const CHECKED = 'Do not trust it; both signed notes are saved: see "comity trust"';

/** What happened and what to do, for the codes an officer meets; the code itself is printed beside. */
const WORDS: Readonly<Record<string, string>> = {
  'client.offline': 'the relay did not answer. Check the line, and that the relay runs; nothing you wrote is lost',
  'client.answer':
    'the relay gave an answer that no relay of comity gives. Check its address; if it is right, tell the operator',
  'passphrase.refused':
    'the passphrase is wrong. Try again; nobody can reset it, but an administrator can enrol a new device',
  'store.absent':
    'there is no device in the folder of --home (~/.comity-device unless given). Name the folder of one, or enrol one: "comity device enrol INVITATION"',
  'store.newer': 'this folder was written by a newer comity. Install that version',
  'store.altered': 'what this device kept was altered on the disk. Do not use it: have it revoked, and enrol a new one',
  'identity.absent': 'this device has not been enrolled. Run "comity device enrol INVITATION"',
  'identity.waiting': 'this device still waits for approval. Read its six words to your administrator',
  'identity.stale': 'the invitation was used or has lapsed. Ask your administrator for a new one',
  'identity.ended': 'this device was revoked, or its officer dismissed. Ask your administrator',
  'identity.words':
    'no device waits with these six words. Ask the officer to read them again; they are not on the list of words, or another device showed them',
  'session.refused':
    'the relay did not accept this device. It may not be approved yet, or it was revoked: ask your administrator',
  'session.required':
    'the relay did not accept this device. It may not be approved yet, or it was revoked: ask your administrator',
  'session.expired':
    'the relay takes neither this session nor this token any more. A device signs in anew: try again. An auditor whose token has lapsed or was ended asks the administrator who made it for another',
  'device.not-live':
    'this device is not live: it has expired, was revoked, or its officer or authority is not in office. Ask your administrator',
  'device.cloned': 'somebody else sent as this device. Enrol a new one, and have this one revoked',
  'expert.refused':
    'an outside expert has one conversation, and what it takes to verify it; this is not part of that. Ask the authority that sponsors you',
  'expert.kind':
    'an outside expert comes into a consultation that is open, and into nothing else. Open one with the parties that are to be heard',
  'consent.sponsor':
    'the authority that sponsors this expert brings them in, once all have agreed: its device does so by itself when it is online',
  'grant.sponsor': 'what an outside expert may read of the past is chosen by the authority that sponsors them. Ask it',
  'permission.denied': 'this is not yours to do: it needs an administrator, or another role',
  'rate.limited': 'too many requests in a short time. Wait a minute and try again',
  'relay.stopping': 'the relay is stopping. Try again in a moment',
  'relay.unavailable': 'the relay cannot be used just now. Try again in a moment; nothing you wrote is lost',
  'relay.fault': 'the relay met a fault of its own. Try again; if it stays, tell the operator',
  'storage.full': "the relay's disk is full. Tell its operator; nothing you wrote is lost",
  'directory.stale':
    "the directory has not been confirmed by the network's witnesses recently. Nothing is sealed until it is: check the line and the local clock",
  'directory.rolled-back': `the relay showed an older directory than the one this device has checked. ${CHECKED}`,
  'directory.forked': `the relay showed a directory that contradicts the one this device has checked. ${CHECKED}`,
  'directory.checkpoint':
    'the relay showed a directory that the network\'s keys have not signed. Do not trust it: see "comity trust"',
  'directory.entries':
    'the relay showed entries of the directory that do not match its signed root. Do not trust it: see "comity trust"',
  'record.rolled-back': `the relay showed an older record than the one this device has checked. ${CHECKED}`,
  'record.chain': `the relay left out a state of the record between two that it showed. ${CHECKED}`,
  'record.alternates': `the relay logged, in turn, states of the record that exclude one another. ${CHECKED}`,
  'record.forked': `the relay showed a record that contradicts the one this device has checked. ${CHECKED}`,
  'statement.compare':
    'whoever handed you the file could have put other keys into it. Have each holder read you the key that was printed when it was made, and sign again',
  'statement.other-device':
    'the file holds another device than the one whose words were read: do not sign. If a word was misheard, or the words were read before something else was recorded for the authority, have them read anew; if they are not taken then, the file was exchanged on its way: tell the officer and whoever handed it to you, on a number that you already had',
  'statement.stale': 'somebody else changed the same thing first. Look again, and repeat it if it is still wanted',
  'enrolment.unknown':
    'no such request waits for approval. It may have lapsed after a day: ask the officer to run "comity device enrol" again',
  'conversation.absent': 'there is no such conversation on this device: see "comity inbox"',
  'conversation.closed': 'the conversation is closed. Open a new one',
  'conversation.full': 'the conversation has as many devices as it can hold',
  'conversation.not-in-roster':
    'this device is not in the conversation. Ask a colleague in it to add it: "comity conversation add"',
  'conversation.nothing-to-do': 'there is nothing to change: it is so already',
  'conversation.not-sealed':
    'the conversation waits for a member with a live device to renew its keys. Try again later',
  'conversation.advance-failed': 'the conversation moved on while this was prepared. Try again',
  'agreement-key.not-logged':
    'a device has no key in the record yet, so that nothing can be sealed to it. Its officer runs "comity inbox" once',
  'message.too-large': 'the message is too long: a message holds about 60000 bytes. Send it in parts',
  'message.not-own': 'only its author can change a message, and only for the authority that it was said for',
  'attachment.absent': 'that message names no file, or was withdrawn: see "comity conversation read CONVERSATION"',
  'attachment.altered':
    'the relay gave other bytes than were sent: nothing was saved. Try again; if it stays, do not trust it: see "comity trust"',
  'attachment.unopened':
    'the file is not what its message says it is: nothing was saved. Ask its sender to send it again',
  'attachment.unknown': 'the relay has the file no longer. Ask its sender to send it again',
  'attachment.unfinished': 'the relay does not have all of the file yet. Try again in a moment',
  'attachment.damaged': 'the file arrived altered at the relay, each time it was sent. Tell its operator',
  'attachment.type':
    'files of this type may not be attached, nor opened here. Send it as PDF, image, text or office document',
  'attachment.too-large':
    'the file is too large: a file has 100 MiB at most, or what the relay is set to. Send it in parts',
  'attachment.quota':
    "this device, or the authority, keeps as many files at the relay as it may. Tell the relay's operator",
  'attachment.source': 'the file changed while it was read. Send it again when nobody writes to it',
  'application.unknown':
    'there is no such application: the link is another one, or the application was deleted because nothing happened in it for 180 days',
  'application.exists': 'there is such an application already. Submit yours anew: it is given another link',
  'application.stale':
    'somebody else did something to the application first. Look again, and repeat yours if it is still wanted',
  'application.state': 'the application does not stand so that this could be done to it now: look at it again',
  'application.four-eyes': 'you found it authentic yourself: another officer of the secretariat verifies it',
  'application.full':
    'the relay takes no more of it just now. Try again tomorrow, or ask the secretariat by telephone or letter',
  'application.altered':
    'what the relay gave of the application does not hold: it was altered, reordered or cut. Do not go by it; tell the secretariat by another way',
  'application.cut':
    'the relay keeps back what it gave of the application before. Do not go by it; tell the secretariat by another way',
  'application.unopened':
    "this device has not been given the application's key yet. A colleague's device gives it as soon as it is online",
  'application.other-key':
    "what reached this device is not the application's key: its applicant sealed something else, or the relay changed it on its way, and the two cannot be told apart. A colleague's device gives the key as soon as it is online",
  'application.unreadable':
    'what the applicant sealed cannot be read, so that nothing in it can be found authentic. Give it back: "comity application return", and ask for a corrected form, which replaces what came before it',
  'application.no-recipient':
    'no device of the secretariat can be sealed to now. Try again later, or ask it by another way',
  'page.unknown': 'there is no such page, or it is not of your authority: see "comity page status"',
  'erasure.in-office':
    'that person is in office, and members must be able to read who acts. Dismiss them first: "comity officer dismiss"; of an expert, end the sponsorship. Nothing was erased',
  'erasure.present-page':
    'the present page of your authority tells some of it. Publish a page without it first: "comity page draft". Nothing was erased',
  'page.waiting': 'a page of your authority waits already. Withdraw it first: "comity page withdraw"',
  'page.ended': 'the page is over: it was published, returned or withdrawn meanwhile. See "comity page status"',
  'notice.absent': 'there is no such notice: see "comity trust"',
  'notice.persists':
    'what the notice tells is so still: it cannot be marked as dealt with before a check finds it mended',
  'grant.nothing': 'there is nothing to give: the history rule allows no more, or this device holds no more',
  'consent.absent': 'that message asks for no consent: see "comity conversation consent CONVERSATION"',
  'consent.missing': 'not every party has agreed yet: see "comity conversation consent CONVERSATION"',
  'roster.closed': 'the conversation is closed. Open a new one',
  'roster.device-refused': 'that device is of another authority: only its own authority can add or remove it',
  'roster.kind': 'a conversation of this kind has no such change: its parties are those it was opened with',
  'roster.parties': 'too few parties would be left, or too many. Close the conversation, or leave it, instead',
  'roster.party-absent': 'that authority is not in the conversation: see "comity conversation members"',
  'roster.party-present': 'that authority is in the conversation already',
  'roster.device-present': 'that device is in the conversation already',
  'roster.author-not-live': 'this device is not live for that conversation. Ask your administrator',
  'usage.interrupted': 'stopped',
};

const NOT_WHOLE = 'is not as comity writes it: it was altered on its way, or made by another program. Make it anew';

/** Why the directory's rules refuse a statement, by the sub-code that the relay passes on (`libs/directory`). */
const REFUSALS: Readonly<Record<string, string>> = {
  'statement.too-large': 'the statement is longer than any may be. Say less in it',
  'statement.json': `the statement ${NOT_WHOLE}`,
  'statement.field': `the statement ${NOT_WHOLE}`,
  'statement.signature-order': `the statement ${NOT_WHOLE}`,
  'statement.type': 'this version of comity knows no statement of that kind. Install the newer one',
  'statement.body': `the statement ${NOT_WHOLE}`,
  'statement.misfiled': 'the statement stands under another subject than its own. Do not trust it: see "comity trust"',
  'statement.not-entitled':
    'this is not yours to sign. An officer approves their own further devices, an administrator everything else of the authority',
  'statement.too-few': 'more signatures are needed: have the others sign it as well',
  'statement.web-only': 'a device that is no browser must sign this as well',
  'statement.prev': 'somebody else changed the same thing first. Look again, and make the statement anew',
  'statement.signature': 'a signature does not fit the statement: have it signed anew',
  'directory.archive': 'there is no such archive, or none to end: see "comity archive show"',
  'directory.final': 'that was ended for good and cannot be changed',
  'directory.founded': 'the network is founded already',
  'directory.not-founded': 'the network is not founded yet: submit its founding statement first',
  'directory.authority-unknown': 'there is no such authority: see "comity directory find"',
  'directory.status':
    'the authority\'s status does not allow it: it is suspended, frozen or withdrawn, or is so already. See "comity directory show"',
  'directory.state': 'an authority never moves to another State: have a new one notified',
  'directory.web': 'this authority does not allow browsers as devices: enrol the command line, or change its settings',
  'directory.region': 'there is no such regional network, or there is one of that name already',
  'directory.member': 'it is a member of that regional network already, or is none',
  'directory.release': 'that version was published before: publish the next one',
  'directory.officer-unknown': 'there is no such officer: see "comity directory show"',
  'directory.device-unknown': 'there is no such device: see "comity device list"',
  'directory.id-used': 'that id was used before, and none is used twice',
  'directory.key-used': 'that key was used before, and none is used twice',
};

/** One sentence about an error on one line, safe for a terminal: never a stack, never a document. */
export function explain(error: unknown): string {
  return safeLine(words(error)).slice(0, 500);
}

function words(error: unknown): string {
  if (error instanceof CommanderError) return usageWords(error);
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const place = issue?.path.join('.') ?? '';
    return `${place === '' ? 'an argument' : place} is not valid${issue === undefined ? '' : ` (${issue.message})`}: see --help`;
  }
  const code = errorCodeOf(error);
  const known = (error instanceof ProblemError ? REFUSALS[error.detail ?? ''] : undefined) ?? WORDS[code];
  if (known !== undefined) return known;
  if (code === 'system.refused') return `the system refused: ${systemWords(error) ?? ''}`;
  if (code === 'fault')
    return `comity met a fault of its own (${messageOf(error)}). Nothing that was said to be done is lost; please report it`;
  if (error instanceof ProblemError)
    return `the relay refused it: ${error.detail ?? code}. Check what you asked for, and try again`;
  const message = messageOf(error);
  // A lib that refuses with a bare code leaves the words to whoever shows it.
  return message === code
    ? 'what was given, or what was found, did not pass a check: compare it with what was meant'
    : message;
}

function usageWords({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'name what to do: the commands are listed above; add --help to any of them';
  const said = message.replace(/^error: /, '').replaceAll(/\s+/g, ' ');
  return /[.!?)]$/.test(said) ? `${said} See --help.` : `${said}: see --help`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'something that is no error was thrown';
}
