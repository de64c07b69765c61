/** What a person acts on, or goes to by a list of it: without a name it says nothing. */
const NAMED = new Set([
  ...['alertdialog', 'article', 'button', 'checkbox', 'columnheader', 'combobox', 'complementary', 'dialog', 'form'],
  ...['grid', 'heading', 'img', 'link', 'listbox', 'menu', 'menuitem', 'meter', 'navigation', 'option'],
  ...['progressbar', 'radio', 'radiogroup', 'region', 'row', 'rowheader', 'searchbox', 'slider', 'switch', 'tab'],
  ...['table', 'textbox'],
]);

/**
 * What is wrong with a page for who listens to it: parts without a name, headings that skip a level.
 * @param spoken - the tree of roles and names, as a screen reader goes through it
 */
export function faultsHeard(spoken: string): readonly string[] {
  const faults: string[] = [];
  // What lies over a page begins with a heading of the second level.
  let before = 1;
  for (const line of spoken.split('\n')) {
    const part = line.trim().replace(/^- '?/, '');
    const role = /^[a-z]+/.exec(part)?.[0] ?? '';
    if (NAMED.has(role) && !part.startsWith(`${role} "`)) faults.push(`without a name: ${part}`);
    const level = Number(/^heading .*\[level=(\d)\]/.exec(part)?.[1] ?? before);
    if (level > before + 1) faults.push(`after a heading of level ${String(before)}: ${part}`);
    before = level;
  }
  return faults;
}

/** The messages of a page in the order in which they are read: who, when and what. */
export function messagesHeard(spoken: string): readonly (readonly string[])[] {
  const messages =
    /- article "(.+), message (\d+)[^"]*":\n\s+- paragraph:\n(?:\s+- .*\n)*?\s+- time: (.+)\n(?:\s+- text: .*\n)*?\s+- paragraph: "?(.+?)"?\n/g;
  return [...spoken.matchAll(messages)].map(([, who = '', number = '', at = '', text = '']) => [who, number, at, text]);
}
