import type { Client } from '#client';
import { AccessKeeper } from './access.js';
import { Administrating } from './administration.js';
import type { Desk } from './api/desk.js';
import { changes } from './changes.js';
import { ConversationViews } from './conversations.js';
import { Devices } from './devices.js';
import { DirectoryViews } from './directory.js';
import { door } from './door.js';
import { browserEnvironment } from './environment.js';
import { InboxViews } from './inbox.js';
import { SettingsViews } from './settings.js';
import { tellOf } from './telling.js';
import { TrustViews } from './trust.js';

/** The desk: everything the page may ask, over one device of this browser. */
export function openDesk(): Desk {
  const browser = browserEnvironment();
  const said = changes();
  const access = new AccessKeeper(browser, said, self.location.origin);
  const client = (): Client => access.client;
  let endTelling = (): void => undefined;
  access.onOpen((opened) => {
    endTelling();
    endTelling = tellOf(opened, said, browser.timers);
  });
  return Object.freeze({
    access: door<Desk['access']>(access, ['stage', 'readInvitation', 'enrol', 'unlock', 'lock', 'erase', 'touch']),
    conversations: door<Desk['conversations']>(new ConversationViews(() => access.client, said), [
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
      'addColleague',
      'previewHistory',
      'giveHistory',
      'askForParty',
      'consent',
      'changeRules',
      'leave',
      'close',
      'notes',
      'beginNotes',
    ]),
    devices: door<Desk['devices']>(new Devices(access, said), [
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
    administration: door<Desk['administration']>(new Administrating(access, said, browser.clock), [
      'officers',
      'network',
      'appoint',
      'invitation',
      'dismiss',
    ]),
    inbox: door<Desk['inbox']>(new InboxViews(client, said), ['lines', 'find', 'open', 'setDone', 'setPinned']),
    directory: door<Desk['directory']>(new DirectoryViews(client), ['list', 'authority']),
    trust: door<Desk['trust']>(new TrustViews(client, () => access.line), [
      'standing',
      'line',
      'checkAgain',
      'evidence',
    ]),
    settings: door<Desk['settings']>(new SettingsViews(client), ['rules']),
  });
}
