import { ProblemError } from '#contracts';

const MAX_DEPTH = 32;
const WHITE = /[\t\n\r ]/;

/**
 * The value of a JSON request body. Refuses what parsers disagree about: a key met twice, and nesting beyond 32.
 * @throws `request.invalid`
 */
export function parseJsonBody(text: string): unknown {
  refuseAmbiguous(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ProblemError('request.invalid', 'json');
  }
}

// One pass over the text; whatever is not JSON at all is left to JSON.parse.
function refuseAmbiguous(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '{' || character === '[') {
      if (open.push(character === '{' ? new Set() : undefined) > MAX_DEPTH)
        throw new ProblemError('request.invalid', 'json.deep');
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, i);
      const keys = open.at(-1);
      if (keys !== undefined && isKey(text, end)) {
        const key = text.slice(i, end);
        // An escape could spell a key met before; no client of ours writes one.
        if (keys.has(key) || key.includes('\\')) throw new ProblemError('request.invalid', 'json.key');
        keys.add(key);
      }
      i = end - 1;
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; ;) {
    const quote = text.indexOf('"', i);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    i = quote + 1;
  }
}

function isKey(text: string, after: number): boolean {
  let i = after;
  while (i < text.length && WHITE.test(text[i] ?? '')) i++;
  return text[i] === ':';
}
