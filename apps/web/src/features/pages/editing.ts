import type { PageDraft } from '#client';

/** What every part of the form is given. */
export interface PartProps {
  readonly draft: PageDraft;
  readonly onChange: (change: Partial<PageDraft>) => void;
  /** What is wrong with a field, in words. */
  readonly errorOf: (field: string) => string | undefined;
}

/** Codes as they are typed in one line: `es, en`. */
export function codesIn(text: string): string[] {
  return text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}
