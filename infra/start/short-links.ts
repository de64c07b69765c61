import { createServer } from 'node:http';
import { freePort } from './relay.js';

const HOST = '127.0.0.1';

/**
 * Serves addresses of this machine that are short enough to copy from a terminal, and lead to links that are not.
 * @param links - by path, without the slash
 * @param wanted - the port, or any other where that is taken
 * @returns the origin of the addresses
 */
export async function serveShortLinks(
  links: ReadonlyMap<string, string>,
  wanted: number,
  stopping: AbortSignal,
): Promise<string> {
  const port = await freePort(wanted, 0).catch(async () => freePort(0));
  const server = createServer(({ url = '' }, response) => {
    const location = links.get(url.slice(1));
    if (location === undefined) response.writeHead(404).end();
    else response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve);
  });
  stopping.addEventListener('abort', () => {
    server.close();
    server.closeAllConnections();
  });
  return `http://${HOST}:${String(port)}`;
}
