import { createZodDto } from 'nestjs-zod';
import { AuthorityId, Bytes32Text } from '#contracts';
import { Page } from '#directory';
import { type ShownAuthority } from '#pages';
import { z } from 'zod';

const filter = (most: number) => z.string().max(most).default('');

/** What of the directory is asked for: as the form of its page sends it, with what was left empty. */
export const PublicQuery = z.strictObject({
  words: filter(200),
  state: filter(64),
  function: filter(64),
  instrument: filter(64),
  language: filter(40),
  channel: filter(16),
  network: filter(71),
  open: z.enum(['', '1']).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
/** As its schema parses it. */
export type PublicQuery = z.infer<typeof PublicQuery>;

/** The log that a page was read from: what anybody can check it against. */
const PublicLog = z.strictObject({
  /** Entries of the directory's log, and their root. */
  size: z.int().nonnegative(),
  root: Bytes32Text,
});
const Standing = z.enum(['active', 'suspended', 'frozen', 'withdrawn']);
const Codes = z.array(z.string());

const Named = z.strictObject({ id: z.string(), name: z.string() });

/** A line of the public directory. */
const PublicLine = z.strictObject({
  id: AuthorityId,
  state: z.string(),
  name: z.string(),
  functions: Codes,
  instruments: Codes,
  status: Standing,
  languages: Codes,
  channels: Codes,
  /** Ids of the regional networks that it is in. */
  networks: Codes,
  /** Whether its office is open now; `unknown` without a page. */
  office: z.enum(['open', 'closing', 'closed', 'unknown']),
});
/** As its schema has it. */
export type PublicLine = z.infer<typeof PublicLine>;

/** A part of the public directory, in order of State and name. */
export const PublicList = z.strictObject({
  network: z.string(),
  log: PublicLog,
  /** Authorities that answer to what was asked, and which page of them this is. */
  found: z.int().nonnegative(),
  page: z.int().positive(),
  pages: z.int().positive(),
  authorities: z.array(PublicLine),
  /** What there is to choose from. */
  choices: z.strictObject({
    states: Codes,
    functions: Codes,
    instruments: Codes,
    languages: Codes,
    channels: Codes,
    networks: z.array(Named),
  }),
});
/** As its schema has it. */
export type PublicList = z.infer<typeof PublicList>;

/** All that is open to everyone of an authority, and where it stands in the log. */
export interface PublicAuthority {
  readonly network: string;
  readonly log: z.infer<typeof PublicPlaces>;
  readonly authority: ShownAuthority;
}

const PublicPlaces = PublicLog.extend({
  /** Where the notification of its designation stands in the log, and its page. */
  designation: z.int().nonnegative(),
  page: z.int().nonnegative().nullable(),
});
const Designated = PublicLine.pick({
  id: true,
  state: true,
  name: true,
  functions: true,
  instruments: true,
  status: true,
});
const PublishedPage = Page.omit({ persons: true, sections: true }).extend({
  persons: z.array(
    Page.shape.persons.element
      .omit({ fields: true })
      .extend({ name: z.string(), telephone: z.string(), email: z.string() }),
  ),
  sections: z.array(z.strictObject({ topic: z.string(), language: z.string(), text: z.string() })),
});
const PublicAuthoritySchema = z.strictObject({
  network: z.string(),
  log: PublicPlaces,
  authority: Designated.extend({
    notified: z.strictObject({ reference: z.string(), date: z.string() }),
    page: PublishedPage.nullable(),
  }),
});

/** What of the list is asked for. */
export class PublicQueryDto extends createZodDto(PublicQuery) {}
/** A part of the list. */
export class PublicListDto extends createZodDto(PublicList) {}
/** Which authority, `.json` behind it for programs; whatever else stands there is the address of none. */
export class PublicParamsDto extends createZodDto(z.strictObject({ authority: z.string().max(200) })) {}
/** An authority. */
export class PublicAuthorityDto extends createZodDto(PublicAuthoritySchema) {}
