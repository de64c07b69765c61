import type { Authority, Page, PersonalField } from '#directory';

/** When an office is open, as its page says. */
export interface OfficeHours {
  /** IANA time zone. */
  readonly zone: string;
  /** Days of rest: `mon` to `sun`. */
  readonly weekend: readonly string[];
  /** `09:00`, local time. */
  readonly opens: string;
  readonly closes: string;
  /** Days on which it is closed, `2026-03-01`, and why. */
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
}

/** A person whom a page names, as far as the reader is entitled to know. */
export interface ShownPerson {
  readonly role: Page['persons'][number]['role'];
  readonly name: string;
  readonly telephone: string;
  readonly email: string;
}

/** What a page says under a topic, in one language. */
export interface ShownText {
  readonly topic: string;
  readonly language: string;
  readonly text: string;
  /** Where members alone are entitled to it. */
  readonly visible?: 'members';
}

/** An authority as one reader may see it: its designation, and its page. */
export interface ShownAuthority extends Pick<
  Authority,
  'id' | 'state' | 'name' | 'functions' | 'instruments' | 'status'
> {
  /** The notification of its designation. */
  readonly notified: { readonly reference: string; readonly date: string };
  /** `null` where it has published none. */
  readonly page:
    | (Omit<Page, 'persons' | 'sections'> & {
        readonly persons: readonly ShownPerson[];
        readonly sections: readonly ShownText[];
      })
    | null;
}

/** The value that a commitment stands for, by its label, where this reader is entitled to it. */
export type Opened = (field: PersonalField, label: string) => string | undefined;

/**
 * What one reader may see of an authority.
 * @param opened - of its persons' fields, and of its texts for members
 */
export function shownAuthority(authority: Authority, opened: Opened): ShownAuthority {
  const { id, state, name, functions, instruments, status, reference, date, page } = authority;
  const value = (label: string, field: PersonalField | undefined): string =>
    field === undefined ? '' : (opened(field, label) ?? '');
  const persons = page?.persons.map(({ role, fields }) => ({
    role,
    name: value('name', fields.name),
    telephone: value('telephone', fields.telephone),
    email: value('email', fields.email),
  }));
  return {
    id,
    state,
    name,
    functions,
    instruments,
    status,
    notified: { reference, date },
    page:
      page === undefined
        ? null
        : {
            ...page,
            persons: (persons ?? []).filter((one) => one.name + one.telephone + one.email !== ''),
            sections: shownTexts(page, opened),
          },
  };
}

/** The texts of a page that one reader may read, in its order. */
export function shownTexts({ sections }: Pick<Page, 'sections'>, opened: Opened): ShownText[] {
  return sections.flatMap(({ topic, language, text }): ShownText[] => {
    if (typeof text === 'string') return [{ topic, language, text }];
    const value = opened(text, 'text');
    return value === undefined ? [] : [{ topic, language, text: value, visible: 'members' }];
  });
}
