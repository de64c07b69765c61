import { CreateRunTimeRole1767225600001 } from './1767225600001-create-run-time-role.js';
import { CreateLogs1767225600002 } from './1767225600002-create-logs.js';
import { CreateDirectory1767225600003 } from './1767225600003-create-directory.js';
import { CreateSessions1767225600004 } from './1767225600004-create-sessions.js';
import { CreateAgreementKeys1767225600005 } from './1767225600005-create-agreement-keys.js';
import { CreateConversations1767225600006 } from './1767225600006-create-conversations.js';
import { CreateFrames1767225600007 } from './1767225600007-create-frames.js';
import { KeepPastMapEntries1767225600008 } from './1767225600008-keep-past-map-entries.js';
import { CreateAttachments1767225600009 } from './1767225600009-create-attachments.js';
import { CreatePages1767225600010 } from './1767225600010-create-pages.js';
import { CreateLookUpTokens1767225600011 } from './1767225600011-create-look-up-tokens.js';
import { CreateApplications1767225600012 } from './1767225600012-create-applications.js';
import { SayWhatTokensRead1767225600013 } from './1767225600013-say-what-tokens-read.js';
import { NoteUseOfLookUpTokens1767225600014 } from './1767225600014-note-use-of-look-up-tokens.js';

/** Every migration, oldest first; each works with the release before it. */
export const migrations = [
  CreateRunTimeRole1767225600001,
  CreateLogs1767225600002,
  CreateDirectory1767225600003,
  CreateSessions1767225600004,
  CreateAgreementKeys1767225600005,
  CreateConversations1767225600006,
  CreateFrames1767225600007,
  KeepPastMapEntries1767225600008,
  CreateAttachments1767225600009,
  CreatePages1767225600010,
  CreateLookUpTokens1767225600011,
  CreateApplications1767225600012,
  SayWhatTokensRead1767225600013,
  NoteUseOfLookUpTokens1767225600014,
];
