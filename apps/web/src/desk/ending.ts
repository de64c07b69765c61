/** An answer, or the refusal once `signal` says that nobody waits for it any more. */
export async function orEnded<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted();
  return new Promise<Answer>((resolve, reject) => {
    const end = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', end, { once: true });
    answer.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', end);
    });
  });
}
