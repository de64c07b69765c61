/**
 * An error with a code from a closed set, so that callers branch on the code and never on the words.
 * The message is safe to show and to log: it never holds a secret, a body or an identity.
 */
export class CodedError<Code extends string = string> extends Error {
  override readonly name = 'CodedError';

  constructor(
    readonly code: Code,
    message: string = code,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The code of a thrown value, or undefined when it is not a {@link CodedError}.
 */
export function codeOf(error: unknown): string | undefined {
  return error instanceof CodedError ? (error as CodedError).code : undefined;
}
