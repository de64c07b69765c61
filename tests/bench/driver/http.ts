import { Agent, request as httpRequest } from 'node:http';

/** JSON over a few kept connections: a load generator's own cost is part of what two cores can do. */
export class Http {
  readonly #agent: Agent;
  readonly #url: URL;

  constructor(url: string, connections = 32) {
    this.#url = new URL(url);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get<Answer>(path: string, token?: string): Promise<Answer> {
    return this.#send('GET', path, undefined, token);
  }

  post<Answer>(path: string, body: unknown, token?: string): Promise<Answer> {
    return this.#send('POST', path, JSON.stringify(body), token);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send<Answer>(method: string, path: string, body: string | undefined, token: string | undefined): Promise<Answer> {
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const { hostname, port } = this.#url;
    return new Promise((resolve, reject) => {
      const request = httpRequest({ hostname, port, path, method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status >= 300) reject(new HttpRefusal(`${method} ${path}`, status, text));
          else resolve((text === '' ? undefined : JSON.parse(text)) as Answer);
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}

/** An answer that is not a success; `code` is the problem's, where there is one. */
export class HttpRefusal extends Error {
  readonly code: string | undefined;

  constructor(what: string, status: number, text: string) {
    super(`${what}: ${status} ${text.slice(0, 300)}`);
    try {
      this.code = (JSON.parse(text) as { code?: string }).code;
    } catch {
      this.code = undefined;
    }
  }
}
