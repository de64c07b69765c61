import type { Client, Member } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { remarkExperts } from '../platform/expert-words.js';
import { print, remark, table } from '../platform/io.js';
import { authorityName, findConversation, officerName } from '../platform/names.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation members CONVERSATION` */
export const conversationMembers: Register = (noun, streams) => {
  noun
    .command('members <conversation>')
    .description('Every device in a conversation: whose it is, why it is trusted, since when, and whether it is live.')
    .addHelpText('after', examples('comity conversation members 5Kx0'))
    .action(async (prefix: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client) => {
          const conversation = await findConversation(client, prefix);
          await remarkExperts(context.io, client, conversation);
          const members = await client.members(conversation);
          const proposals = (await client.proposals(conversation)).filter(({ done }) => !done);
          const rows = members.map(
            ({ device, officer, authority, capacity, own, deviceKind, approvedBy, enrolledAt, since, standing }) => [
              `${officerName(client, officer)}${own ? ' (you)' : ''}`,
              `${authorityName(client, authority)}${homeOf(client, officer, authority)}`,
              capacity,
              `${device} (${deviceKind})`,
              `approved by ${approvedBy.map((one) => approver(client, one)).join(' and ')}, entry ${String(enrolledAt)}`,
              `since epoch ${String(since.epoch)}, ${timeOf(since.at, context.io)}`,
              standing,
            ],
          );
          const archives = await client.archive.keptOf(conversation);
          print(context.io, table(rows), { conversation, members, proposals, archives });
          for (const { authority, k, n, lasts } of archives)
            remark(
              context.io,
              `${authorityName(client, authority)} keeps an archive: ${String(k)} of ${String(n)} holders can open together what is written here${lasts ? '' : ' until the next change of keys'}.`,
            );
        },
        { offline: true },
      );
    });
};

/** Where a liaison officer comes from, whom the authority that they sit for accredited. */
function homeOf({ directory }: Client, officer: Member['officer'], seat: Member['authority']): string {
  const home = directory.latest.officer(officer)?.authority;
  return home === undefined || home === seat ? '' : `, liaison officer from ${authorityName({ directory }, home)}`;
}

function approver(client: Client, approvedBy: Member['approvedBy'][number]): string {
  return approvedBy === 'authority-key'
    ? 'the authority key'
    : officerName(client, client.directory.latest.device(approvedBy)?.officer);
}
