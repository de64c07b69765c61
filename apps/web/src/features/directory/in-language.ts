import type { PageSection } from '../../desk/api/directory.js';

/** Sections of a page, of each topic those in the reader's language, else in English, else as they are. */
export function inLanguage(sections: readonly PageSection[], language: string): PageSection[] {
  const topics = [...new Set(sections.map(({ topic }) => topic))];
  return topics.flatMap((topic) => {
    const all = sections.filter((section) => section.topic === topic);
    for (const wanted of [language, 'en']) {
      const found = all.filter((section) => primary(section.language) === primary(wanted));
      if (found.length > 0) return found;
    }
    return all;
  });
}

function primary(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}
