import type { Command } from 'commander';

/** Shells for which {@link completionScript} writes. */
export const shells = ['bash', 'zsh', 'fish'] as const;
/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

/** What may follow after the words of a command so far. */
interface Node {
  /** Words of the command, such as `conversation open`; empty for the program. */
  readonly path: string;
  readonly verbs: readonly { readonly name: string; readonly words: string }[];
  readonly options: readonly { readonly long: string; readonly words: string; readonly takesValue: boolean }[];
}

/**
 * A script that completes the commands and options of a program. It holds the names in it and runs nothing when a key is
 * pressed, so that no passphrase is asked and no store opened while somebody types.
 */
export function completionScript(program: Command, shell: Shell): string {
  const nodes = nodesOf(program);
  return { bash, zsh, fish }[shell](program.name(), nodes);
}

function nodesOf(command: Command, path: readonly string[] = [], above: Node['options'] = []): Node[] {
  const options = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => typeof long === 'string')
    .map(({ long, description, required }) => ({ long: long ?? '', words: description, takesValue: required }));
  const own = [...options, ...above.filter(({ long }) => !options.some((one) => one.long === long))];
  const verbs = command.commands.map((verb) => ({ name: verb.name(), words: verb.description() }));
  const here: Node = { path: path.join(' '), verbs, options: own };
  return [here, ...command.commands.flatMap((verb) => nodesOf(verb, [...path, verb.name()], own))];
}

const wordsOf = ({ verbs, options }: Node): string =>
  [...verbs.map(({ name }) => name), ...options.map(({ long }) => long)].join(' ');

/** The walk along the words typed so far is the same in bash and zsh. */
const WALK = (name: string): string =>
  `    case "$path $word" in
PATHS
    esac`.replace('PATHS', name);

function bash(name: string, nodes: readonly Node[]): string {
  const paths = nodes
    .filter(({ path }) => path !== '')
    .map(({ path }) => `      "${path.includes(' ') ? '' : ' '}${path}") path="${path}" ;;`);
  const cases = nodes.map((node) => `    "${node.path}") words="${wordsOf(node)}" ;;`);
  return `# Completion of ${name} for bash. Add to ~/.bashrc:  eval "$(${name} completion bash)"
_${name}() {
  local path="" word words="" i
  for (( i = 1; i < COMP_CWORD; i++ )); do
    word="\${COMP_WORDS[i]}"
${WALK(paths.join('\n'))}
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}") )
}
complete -o default -F _${name} ${name}
`;
}

function zsh(name: string, nodes: readonly Node[]): string {
  const paths = nodes
    .filter(({ path }) => path !== '')
    .map(({ path }) => `      "${path.includes(' ') ? '' : ' '}${path}") path_so_far="${path}" ;;`);
  const cases = nodes.map((node) => `    "${node.path}") names=(${wordsOf(node)}) ;;`);
  return `#compdef ${name}
# Completion of ${name} for zsh. Add to ~/.zshrc, after compinit:  eval "$(${name} completion zsh)"
_${name}() {
  local path_so_far="" word
  local -a names
  for word in "\${(@)words[2,CURRENT-1]}"; do
${WALK(paths.join('\n')).replace('$path ', '$path_so_far ')}
  done
  case "$path_so_far" in
${cases.join('\n')}
  esac
  compadd -- $names || _files
}
compdef _${name} ${name}
`;
}

function fish(name: string, nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, verbs, options }) => {
    const known = verbs.map((verb) => verb.name).join(' ');
    const seen = path === '' ? [] : path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
    const here = [...seen, ...(known === '' ? [] : [`not __fish_seen_subcommand_from ${known}`])].join('; and ');
    const when = here === '' ? '' : ` -n '${here}'`;
    return [
      ...verbs.map((verb) => `complete -c ${name}${when} -f -a ${verb.name} -d ${quoted(verb.words)}`),
      ...options.map(
        ({ long, words, takesValue }) =>
          `complete -c ${name}${when} -l ${long.slice(2)}${takesValue ? ' -r' : ''} -d ${quoted(words)}`,
      ),
    ];
  });
  return `# Completion of ${name} for fish. Save as ~/.config/fish/completions/${name}.fish\n${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
