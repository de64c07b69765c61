import { refuseExpert } from '#client';
import { shownAuthority, type ShownAuthority } from '#pages';
import type { Command } from 'commander';
import { remarkArchive } from '../platform/archive-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { labelled, print, safeLine, table } from '../platform/io.js';
import { authorityName, authorityOf } from '../platform/names.js';
import { timeOf } from '../platform/time.js';

/** `comity directory show AUTHORITY` */
export const directoryShow: Register = (noun, streams) => {
  noun
    .command('show <authority>')
    .description('An authority as its State notified it: functions, instruments, page, officers and their devices.')
    .addHelpText('after', examples('comity directory show nerovia'))
    .action(async (words: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, identity }) => {
        await directory.sync();
        refuseExpert({ directory, self: identity });
        const view = directory.latest;
        const authority = authorityOf({ directory }, words);
        const { page } = shownAuthority(
          authority,
          ({ commitment }, label) =>
            directory.opened(commitment) ?? (label === 'text' ? '(not given to this device)' : undefined),
        );
        const at = directory.checkpoint?.at ?? 0;
        const officers = view.officersOf(authority.id).map((officer) => ({
          officer: officer.id,
          name: directory.nameOf(officer.id) ?? '(name not given to you)',
          roles: officer.roles,
          dismissed: officer.dismissed,
          devices: view
            .devicesOf(officer.id)
            .map((device) => ({ device: device.id, kind: device.kind, standing: view.standing(device.id, at) })),
        }));
        const liaisons = view.accreditedTo(authority.id).map(({ id, authority: home, accreditations }) => ({
          officer: id,
          name: directory.nameOf(id) ?? '(name not given to you)',
          home,
          until: accreditations.find((one) => one.authority === authority.id)?.validity.until ?? 0,
        }));
        const regions = view
          .regions()
          .filter(({ members }) => members.includes(authority.id))
          .map(({ id, name }) => ({ id, name }));
        print(
          context.io,
          [
            `${safeLine(authority.name)}  (${authority.state})`,
            `  ${authority.id}, ${authority.status}`,
            `  functions    ${authority.functions.join(', ')}`,
            `  instruments  ${authority.instruments.join(', ')}`,
            ...regions.map(({ id, name }) => `  network      ${safeLine(name)} (${id})`),
            ...pageLines(page),
            '',
            ...table(
              officers.flatMap(({ name, officer, roles, dismissed, devices }) => [
                [`  ${safeLine(name)}`, officer, dismissed ? 'dismissed' : roles.join(', ')],
                ...devices.map(({ device, kind, standing }) => [`    ${device}`, kind, standing]),
              ]),
            ),
            ...liaisons.map(
              ({ name, officer, home, until }) =>
                `  ${safeLine(name)}  ${officer}  liaison officer from ${authorityName({ directory }, home)}, until ${timeOf(until, context.io)}`,
            ),
          ],
          { authority: { ...authority, page }, officers, liaisons, regions },
        );
        remarkArchive(context.io, { directory }, authority.id);
      });
    });
};

/** What the authority says of itself, once the secretariat has approved it. */
function pageLines(page: ShownAuthority['page']): string[] {
  if (page === null) return ['  page         none published yet'];
  const { address, office, persons, hours, languages, channels, draftsWelcome, oralRequests, sections, reviewBy } =
    page;
  const said: readonly (readonly [string, string])[] = [
    ['address', address],
    ['e-mail', office.email],
    ['telephone', office.telephone],
    ['web', office.web],
    ...persons.map(
      ({ role, ...one }) => [role, [one.name, one.telephone, one.email].filter(Boolean).join(', ')] as const,
    ),
    ['hours', `${hours.opens}-${hours.closes} ${hours.zone}; weekend ${hours.weekend.join(', ')}`],
    [
      'languages',
      `requests ${languages.requests.join(', ')}; informal ${languages.informal.join(', ')}; translation ${languages.translation}`,
    ],
    ['channels', channels.join(', ')],
    ['drafts', draftsWelcome ? 'looked at informally' : 'not looked at informally'],
    ['oral', oralRequests ? 'oral requests accepted' : 'no oral requests'],
    ...sections.map(
      ({ topic, text, visible }) => [visible === 'members' ? `${topic}, for members` : topic, text] as const,
    ),
    ['review by', reviewBy],
  ];
  return said.filter(([, value]) => value !== '').map(([label, value]) => labelled(label, value));
}
