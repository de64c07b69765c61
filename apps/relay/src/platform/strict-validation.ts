import { createZodValidationPipe } from 'nestjs-zod';
import { ZodError } from 'zod';
import { ProblemError } from '#contracts';

/** The door of every route: bodies, queries and parameters are parsed by their strict zod schema, or refused by the name of the field. */
export const StrictValidationPipe = createZodValidationPipe({
  createValidationException: (error) => {
    const issue = error instanceof ZodError ? error.issues[0] : undefined;
    const named = issue?.code === 'unrecognized_keys' ? 'unknown field' : issue?.path.map(String).join('.');
    return new ProblemError('request.invalid', named);
  },
});
