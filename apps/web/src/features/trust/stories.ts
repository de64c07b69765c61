import type { NoticeLine } from '../../desk/api/trust.js';

/** A notice in an officer's words: what happened, what it means, what to do. */
export interface Story {
  readonly title: string;
  readonly happened: string;
  readonly means: string;
  readonly do: string;
}

/** The key of a notice's story in the catalogue `notices`: that of its sub-code, where `exists` says that there is one. */
export function storyKey(
  { code, detail }: Pick<NoticeLine, 'code' | 'detail'>,
  exists: (key: string) => boolean,
): string {
  const last = detail?.split('.').at(-1) ?? '';
  const particular = `${code}.details.${last}`;
  return /^[a-z-]+$/.test(last) && exists(`${particular}.title`) ? particular : code;
}
