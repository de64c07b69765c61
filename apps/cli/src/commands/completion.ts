import { Argument } from 'commander';
import { examples, type Register } from '../platform/command.js';
import { completionScript, shells, type Shell } from '../platform/completion.js';

/** `comity completion SHELL` */
export const completion: Register = (program, { out }) => {
  program
    .command('completion')
    .description('Print a script that completes commands and options as you type.')
    .addArgument(new Argument('<shell>', 'the shell it is for').choices(shells))
    .addHelpText(
      'after',
      examples('eval "$(comity completion bash)"', 'comity completion fish > ~/.config/fish/completions/comity.fish'),
    )
    .action((shell: Shell) => {
      out.write(completionScript(program, shell));
    });
};
