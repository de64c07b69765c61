import { Command, CommanderError } from 'commander';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { applicationAnswer } from './commands/application-answer.js';
import { applicationAsk } from './commands/application-ask.js';
import { applicationAuthenticate } from './commands/application-authenticate.js';
import { applicationChecklist } from './commands/application-checklist.js';
import { applicationForm } from './commands/application-form.js';
import { applicationList } from './commands/application-list.js';
import { applicationPublish } from './commands/application-publish.js';
import { applicationReturn } from './commands/application-return.js';
import { applicationSave } from './commands/application-save.js';
import { applicationShow } from './commands/application-show.js';
import { applicationStatus } from './commands/application-status.js';
import { applicationSubmit } from './commands/application-submit.js';
import { applicationToSign } from './commands/application-to-sign.js';
import { applicationVerify } from './commands/application-verify.js';
import { applicationWithdraw } from './commands/application-withdraw.js';
import { archiveDeclare } from './commands/archive-declare.js';
import { archiveHolderKey } from './commands/archive-holder-key.js';
import { archiveOff } from './commands/archive-off.js';
import { archiveOpen } from './commands/archive-open.js';
import { archiveRecover } from './commands/archive-recover.js';
import { archiveRelease } from './commands/archive-release.js';
import { archiveRequest } from './commands/archive-request.js';
import { archiveShow } from './commands/archive-show.js';
import { archiveSign } from './commands/archive-sign.js';
import { authorityChange } from './commands/authority-change.js';
import { authorityNotify } from './commands/authority-notify.js';
import { authorityPage } from './commands/authority-page.js';
import { authorityRotate } from './commands/authority-rotate.js';
import { authoritySettings } from './commands/authority-settings.js';
import { basisFind } from './commands/basis-find.js';
import { basisTreaties } from './commands/basis-treaties.js';
import { completion } from './commands/completion.js';
import { conversationAdd } from './commands/conversation-add.js';
import { conversationAttach } from './commands/conversation-attach.js';
import { conversationClose } from './commands/conversation-close.js';
import { conversationConsent } from './commands/conversation-consent.js';
import { conversationExport } from './commands/conversation-export.js';
import { conversationFollow } from './commands/conversation-follow.js';
import { conversationHandOver } from './commands/conversation-hand-over.js';
import { conversationHeading } from './commands/conversation-heading.js';
import { conversationHistory } from './commands/conversation-history.js';
import { conversationLeave } from './commands/conversation-leave.js';
import { conversationMembers } from './commands/conversation-members.js';
import { conversationNotes } from './commands/conversation-notes.js';
import { conversationOpen } from './commands/conversation-open.js';
import { conversationPolicy } from './commands/conversation-policy.js';
import { conversationReact } from './commands/conversation-react.js';
import { conversationRead } from './commands/conversation-read.js';
import { conversationRemove } from './commands/conversation-remove.js';
import { conversationSave } from './commands/conversation-save.js';
import { conversationSay } from './commands/conversation-say.js';
import { conversationTakeBack } from './commands/conversation-take-back.js';
import { deviceApprove } from './commands/device-approve.js';
import { deviceEnrol } from './commands/device-enrol.js';
import { deviceInvite } from './commands/device-invite.js';
import { deviceList } from './commands/device-list.js';
import { deviceRenew } from './commands/device-renew.js';
import { deviceRevoke } from './commands/device-revoke.js';
import { directoryCompare } from './commands/directory-compare.js';
import { directoryExport } from './commands/directory-export.js';
import { directoryImport } from './commands/directory-import.js';
import { directoryFind } from './commands/directory-find.js';
import { directoryShow } from './commands/directory-show.js';
import { expertAdmit } from './commands/expert-admit.js';
import { expertEnd } from './commands/expert-end.js';
import { expertList } from './commands/expert-list.js';
import { expertSponsor } from './commands/expert-sponsor.js';
import { inbox } from './commands/inbox.js';
import { keyNew } from './commands/key-new.js';
import { networkChange } from './commands/network-change.js';
import { networkFound } from './commands/network-found.js';
import { officerAccredit } from './commands/officer-accredit.js';
import { officerAppoint } from './commands/officer-appoint.js';
import { officerDismiss } from './commands/officer-dismiss.js';
import { officerErase } from './commands/officer-erase.js';
import { pageApprove } from './commands/page-approve.js';
import { pageDiff } from './commands/page-diff.js';
import { pageDraft } from './commands/page-draft.js';
import { pageErase } from './commands/page-erase.js';
import { pageHolidays } from './commands/page-holidays.js';
import { pageReturn } from './commands/page-return.js';
import { pageShow } from './commands/page-show.js';
import { pageStatus } from './commands/page-status.js';
import { pageSubmit } from './commands/page-submit.js';
import { pageVersions } from './commands/page-versions.js';
import { pageWaiting } from './commands/page-waiting.js';
import { pageWithdraw } from './commands/page-withdraw.js';
import { recordExport } from './commands/record-export.js';
import { recordLeaves } from './commands/record-leaves.js';
import { recordVerify } from './commands/record-verify.js';
import { recordWitness } from './commands/record-witness.js';
import { recordWitnessKey } from './commands/record-witness-key.js';
import { regionAccept } from './commands/region-accept.js';
import { regionForm } from './commands/region-form.js';
import { regionInvite } from './commands/region-invite.js';
import { regionRemove } from './commands/region-remove.js';
import { regionShow } from './commands/region-show.js';
import { relayFsck } from './commands/relay-fsck.js';
import { relayKeys } from './commands/relay-keys.js';
import { relayStatus } from './commands/relay-status.js';
import { statementSign } from './commands/statement-sign.js';
import { statementSubmit } from './commands/statement-submit.js';
import { tokenList } from './commands/token-list.js';
import { tokenNew } from './commands/token-new.js';
import { tokenRevoke } from './commands/token-revoke.js';
import { trust } from './commands/trust.js';
import { examples, type Register } from './platform/command.js';
import { errorCodeOf, exitCode, exitCodeOf, type ExitCode } from './platform/exit-code.js';
import { explain } from './platform/explain.js';

/** Where a run of the command line writes. */
export interface Streams {
  readonly out: Writable;
  readonly err: Writable;
}

const NOUNS: readonly (readonly [noun: string, description: string, verbs: readonly Register[]])[] = [
  ['network', 'Found a network, and change its terms', [networkFound, networkChange]],
  ['key', 'Signature keys of roots, authorities and releases', [keyNew]],
  ['statement', 'Sign statements offline and submit them', [statementSign, statementSubmit]],
  [
    'authority',
    'Authorities, as their States notified them',
    [authorityNotify, authorityChange, authorityRotate, authorityPage, authoritySettings],
  ],
  [
    'application',
    "A State's notification: apply without an account, and vet applications at the secretariat",
    [
      applicationForm,
      applicationSubmit,
      applicationStatus,
      applicationAnswer,
      applicationWithdraw,
      applicationList,
      applicationShow,
      applicationSave,
      applicationChecklist,
      applicationAsk,
      applicationAuthenticate,
      applicationVerify,
      applicationReturn,
      applicationToSign,
      applicationPublish,
    ],
  ],
  [
    'page',
    "Authorities' pages: draft, submit, approve or return, compare versions",
    [
      pageShow,
      pageDraft,
      pageHolidays,
      pageDiff,
      pageSubmit,
      pageStatus,
      pageWithdraw,
      pageWaiting,
      pageApprove,
      pageReturn,
      pageVersions,
      pageErase,
    ],
  ],
  ['region', 'Regional networks of authorities', [regionShow, regionForm, regionInvite, regionAccept, regionRemove]],
  ['expert', 'Outside experts: one conversation, until a date', [expertSponsor, expertAdmit, expertEnd, expertList]],
  [
    'officer',
    'Appoint, accredit and dismiss officers',
    [officerAppoint, officerDismiss, officerAccredit, officerErase],
  ],
  [
    'device',
    'Invite, enrol, approve, list, renew and revoke devices',
    [deviceInvite, deviceEnrol, deviceApprove, deviceList, deviceRenew, deviceRevoke],
  ],
  [
    'conversation',
    'Consult with other authorities',
    [
      conversationOpen,
      conversationSay,
      conversationAttach,
      conversationSave,
      conversationReact,
      conversationTakeBack,
      conversationHeading,
      conversationRead,
      conversationFollow,
      conversationNotes,
      conversationMembers,
      conversationAdd,
      conversationRemove,
      conversationHandOver,
      conversationConsent,
      conversationPolicy,
      conversationHistory,
      conversationExport,
      conversationLeave,
      conversationClose,
    ],
  ],
  [
    'archive',
    'Keep an archive of your authority, and recover from it',
    [
      archiveShow,
      archiveHolderKey,
      archiveDeclare,
      archiveOff,
      archiveOpen,
      archiveSign,
      archiveRequest,
      archiveRelease,
      archiveRecover,
    ],
  ],
  [
    'directory',
    'Find authorities, officers and devices',
    [directoryFind, directoryShow, directoryCompare, directoryExport, directoryImport],
  ],
  ['basis', 'Which treaties apply between two States, and what each says', [basisFind, basisTreaties]],
  [
    'token',
    'Read-only tokens: for programs that look authorities up, and for auditors',
    [tokenNew, tokenList, tokenRevoke],
  ],
  [
    'record',
    'The record that proves itself',
    [recordVerify, recordLeaves, recordExport, recordWitness, recordWitnessKey],
  ],
  ['relay', 'Run and inspect a relay', [relayKeys, relayStatus, relayFsck]],
];

const EXIT_CODES = `
Exit codes: 0 done · 1 fault · 2 wrong use · 3 refused · 4 not found · 5 relay not reached ·
            6 relay or record not to be trusted · 7 wrong passphrase · 8 device in use by another process ·
            130 stopped at a prompt`;

/**
 * Runs one command line and answers its exit code; never ends the process. The same commands serve people, scripts and
 * the founding of the demonstration.
 */
export async function run(argv: readonly string[], streams: Streams): Promise<ExitCode> {
  const json = asksForJson(argv);
  try {
    await comityProgram(streams, json).parseAsync(argv, { from: 'user' });
    return exitCode.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
    const [code, message] = [errorCodeOf(error), explain(error)];
    streams.err.write(json ? `${JSON.stringify({ error: { code, message } })}\n` : `comity: ${message}\n  [${code}]\n`);
    return exitCodeOf(error);
  }
}

/** The whole tree of commands. */
export function comityProgram(streams: Streams, json = false): Command {
  const program = new Command('comity')
    .description('Consultation in confidence between central authorities of States.')
    .option('--home <folder>', 'folder of this device', join(homedir(), '.comity-device'))
    .option('--passphrase-file <file>', 'read the passphrase from the first line of a file that only you can read')
    .option('--json', 'print JSON for programs', false)
    .option('--local-time', "show times in this machine's zone instead of UTC", false)
    .addHelpText('after', examples('comity inbox', 'comity conversation open --with nerovia --say "Good morning."'))
    .addHelpText('after', EXIT_CODES);
  inbox(program, streams);
  trust(program, streams);
  for (const [noun, description, verbs] of NOUNS) {
    const command = program.command(noun).description(description);
    for (const register of verbs) register(command, streams);
  }
  completion(program, streams);
  settle(program, streams, json);
  return program;
}

/** Faults are told in one place, in one form; what commander writes by itself is help. */
function settle(command: Command, streams: Streams, json: boolean): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => streams.out.write(text),
    writeErr: (text) => json || streams.err.write(text),
    outputError: () => undefined,
  });
  for (const sub of command.commands) settle(sub, streams, json);
}

function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json');
}
