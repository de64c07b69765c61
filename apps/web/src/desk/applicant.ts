import { Applicant } from '#client';
import { MemoryLevel } from 'memory-level';
import type { Browser } from './environment.js';

/** An applicant at a relay, or behind a private link; nothing of it outlives this worker. */
export async function openApplicant(browser: Browser, where: string): Promise<Applicant> {
  const database = new MemoryLevel<string, Uint8Array>({ storeEncoding: 'view', valueEncoding: 'view' });
  return Applicant.at({ ...browser, database }, where);
}
