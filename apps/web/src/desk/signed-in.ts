import { openClient, type Client } from '#client';
import type { AccessKeeper } from './access.js';
import { Administrating } from './administration.js';
import { ApplicationsViews } from './applications.js';
import { ArchiveViews } from './archive.js';
import type { Desk } from './api/desk.js';
import type { Changes } from './changes.js';
import { ConversationViews } from './conversations.js';
import { Devices } from './devices.js';
import { DirectoryViews } from './directory.js';
import { door } from './door.js';
import type { Browser } from './environment.js';
import { ExpertsViews } from './experts.js';
import { ExportsViews } from './exports.js';
import { FilesViews } from './files.js';
import { HandOvers } from './hand-overs.js';
import { InboxViews } from './inbox.js';
import { ImportsViews } from './imports.js';
import { RegionsViews } from './regions.js';
import { PagesViews } from './pages.js';
import { RecordViews } from './record.js';
import { SettingsViews } from './settings.js';
import { SignaturesViews } from './signatures.js';
import { tellOf } from './telling.js';
import { TokensViews } from './tokens.js';
import { TrustViews } from './trust.js';

export { openClient };

/** What may be asked once somebody is signed in: this file, and all of the client that stands behind it, is fetched then. */
export function openNouns(access: AccessKeeper, said: Changes, browser: Browser): Omit<Desk, 'access' | 'applying'> {
  const client = (): Client => access.client;
  let endTelling = (): void => undefined;
  access.onOpen((opened) => {
    endTelling();
    endTelling = tellOf(opened, said, browser.timers);
  });
  return {
    conversations: door<Desk['conversations']>(new ConversationViews(client, said), [
      'view',
      'places',
      'tail',
      'members',
      'say',
      'correct',
      'withdraw',
      'note',
      'react',
      'describe',
      'retry',
      'takeBack',
      'markRead',
      'draft',
      'keepDraft',
      'addOfficer',
      'previewHistory',
      'giveHistory',
      'askForParty',
      'consent',
      'enact',
      'changeRules',
      'leave',
      'close',
      'notes',
      'beginNotes',
    ]),
    devices: door<Desk['devices']>(new Devices(access, said, browser.timers), [
      'mine',
      'waiting',
      'approve',
      'invitation',
      'revoke',
      'renewKey',
      'offers',
      'add',
      'give',
    ]),
    administration: door<Desk['administration']>(new Administrating(access, said, browser), [
      'officers',
      'liaisons',
      'candidates',
      'accredit',
      'endAccreditation',
      'network',
      'appoint',
      'invitation',
      'dismiss',
    ]),
    applications: door<Desk['applications']>(new ApplicationsViews(client, said), [
      'list',
      'read',
      'document',
      'ask',
      'authenticate',
      'verify',
      'giveBack',
      'toSign',
      'publish',
    ]),
    experts: door<Desk['experts']>(new ExpertsViews(client, said, browser), [
      'lines',
      'sponsor',
      'invitation',
      'admit',
      'end',
    ]),
    archive: door<Desk['archive']>(new ArchiveViews(client, said, browser), [
      'standing',
      'makeHolder',
      'makePaper',
      'lineFaults',
      'readHolder',
      'declare',
      'end',
      'open',
      'read',
      'sign',
      'submit',
      'recovery',
      'request',
      'release',
      'keep',
      'recover',
      'progress',
      'stop',
    ]),
    exports: door<Desk['exports']>(new ExportsViews(client, said), ['make', 'standing', 'stop']),
    files: door<Desk['files']>(new FilesViews(client, said), [
      'outgoing',
      'attach',
      'pause',
      'resume',
      'cancel',
      'incoming',
      'fetch',
      'stop',
    ]),
    handOvers: door<Desk['handOvers']>(new HandOvers(client, said), ['view', 'start', 'stop', 'settle', 'open']),
    inbox: door<Desk['inbox']>(new InboxViews(client, said), ['lines', 'find', 'open', 'setDone', 'setPinned']),
    directory: door<Desk['directory']>(new DirectoryViews(client), ['list', 'authority', 'edition']),
    imports: door<Desk['imports']>(new ImportsViews(client, browser), ['read']),
    regions: door<Desk['regions']>(new RegionsViews(client, said, browser), [
      'list',
      'invite',
      'look',
      'accept',
      'end',
    ]),
    pages: door<Desk['pages']>(new PagesViews(client, said, browser), [
      'own',
      'keep',
      'discard',
      'look',
      'feastDates',
      'submit',
      'submitAgain',
      'submitted',
      'withdraw',
      'waiting',
      'approve',
      'giveBack',
      'versions',
    ]),
    trust: door<Desk['trust']>(new TrustViews(client, () => access.line, said), [
      'standing',
      'line',
      'checkAgain',
      'evidence',
      'dealWith',
    ]),
    record: door<Desk['record']>(new RecordViews(client, said), [
      'leaves',
      'proof',
      'actors',
      'checked',
      'check',
      'pack',
      'work',
      'stop',
    ]),
    settings: door<Desk['settings']>(new SettingsViews(client, said, browser.timers), ['rules', 'change']),
    signatures: door<Desk['signatures']>(new SignaturesViews(client, said, browser), [
      'list',
      'appoint',
      'promote',
      'dismiss',
      'enrol',
      'take',
      'sign',
      'submit',
      'drop',
    ]),
    tokens: door<Desk['tokens']>(new TokensViews(client, said), ['list', 'make', 'revoke']),
  };
}
