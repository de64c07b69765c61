import { transferHandlers } from 'comlink';

/** A refusal that came out of the worker, by its code. What a code means to an officer stands in the catalogue. */
export class DeskError extends Error {
  constructor(
    readonly code: string,
    readonly detail?: string,
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'DeskError';
  }
}

/** The code of a refusal; an error without one is a fault of this program. */
export function codeOf(error: unknown): string {
  return error instanceof DeskError ? error.code : 'desk.fault';
}

interface Thrown {
  readonly value: unknown;
}

/** Has errors cross with their codes, and with nothing else: both sides of a port call this once. */
export function carryErrorCodes(): void {
  const own = transferHandlers.get('throw');
  if (own === undefined) return;
  transferHandlers.set('throw', {
    canHandle: own.canHandle.bind(own),
    serialize: (thrown: unknown) => [coded((thrown as Thrown).value), []],
    deserialize: (crossed: unknown) => {
      const { code, detail } = crossed as { readonly code: string; readonly detail?: string };
      throw new DeskError(code, detail);
    },
  });
}

function coded(error: unknown): { readonly code: string; readonly detail?: string } {
  const { code, detail } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown;
    readonly detail?: unknown;
  };
  if (typeof code !== 'string') return { code: 'desk.fault' };
  return typeof detail === 'string' ? { code, detail } : { code };
}
