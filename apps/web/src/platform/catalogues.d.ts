import type access from '../locales/en/access.json';
import type application from '../locales/en/application.json';
import type apply from '../locales/en/apply.json';
import type administration from '../locales/en/administration.json';
import type archive from '../locales/en/archive.json';
import type basis from '../locales/en/basis.json';
import type devices from '../locales/en/devices.json';
import type conversation from '../locales/en/conversation.json';
import type directory from '../locales/en/directory.json';
import type experts from '../locales/en/experts.json';
import type exported from '../locales/en/export.json';
import type faults from '../locales/en/faults.json';
import type handOver from '../locales/en/hand-over.json';
import type holidays from '../locales/en/holidays.json';
import type imported from '../locales/en/import.json';
import type inbox from '../locales/en/inbox.json';
import type regions from '../locales/en/regions.json';
import type pages from '../locales/en/pages.json';
import type notices from '../locales/en/notices.json';
import type shell from '../locales/en/shell.json';
import type states from '../locales/en/states.json';
import type trust from '../locales/en/trust.json';
import type help from '../locales/en/help.json';
import type record from '../locales/en/record.json';
import type newConversation from '../locales/en/new-conversation.json';
import type palette from '../locales/en/palette.json';
import type settings from '../locales/en/settings.json';
import type ui from '../locales/en/ui.json';

// One line a catalogue of `src/locales/en`: what is asked of it is then checked against its keys.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: {
      access: typeof access;
      administration: typeof administration;
      archive: typeof archive;
      basis: typeof basis;
      /** What articles of treaties provide, by instrument and article. */
      provisions: Readonly<Record<string, string>>;
      application: typeof application;
      apply: typeof apply;
      devices: typeof devices;
      conversation: typeof conversation;
      directory: typeof directory;
      experts: typeof experts;
      export: typeof exported;
      faults: typeof faults;
      'hand-over': typeof handOver;
      holidays: typeof holidays;
      import: typeof imported;
      inbox: typeof inbox;
      notices: typeof notices;
      regions: typeof regions;
      pages: typeof pages;
      record: typeof record;
      shell: typeof shell;
      states: typeof states;
      trust: typeof trust;
      help: typeof help;
      'new-conversation': typeof newConversation;
      palette: typeof palette;
      settings: typeof settings;
      ui: typeof ui;
    };
  }
}
