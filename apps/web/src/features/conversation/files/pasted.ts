/** What a paste brings, of a `DataTransfer`. */
interface Pasted {
  readonly files: ArrayLike<{ readonly name: string }>;
  getData(type: string): string;
}

/**
 * Whether files are meant by what is pasted. A spreadsheet's cells come as words and as a picture of them: the words are
 * meant. A file of a folder comes, on some systems, with its name or path as words: the file is meant.
 */
export function areFilesMeant(pasted: Pasted): boolean {
  const names = Array.from(pasted.files, ({ name }) => name);
  const lines = pasted
    .getData('text/plain')
    .split(/[\r\n]+/)
    .filter((line) => line !== '');
  return names.length > 0 && lines.every((line) => names.includes(line.slice(line.lastIndexOf('/') + 1)));
}
