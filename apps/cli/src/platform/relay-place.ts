import { SubjectPlace } from '#contracts';
import { Transport } from '#client';
import { http } from './environment.js';

/** The `prev` of a subject's next statement, as a relay says it; a wrong answer only makes the statement refused. */
export async function placeOf(relay: string, subject: string): Promise<string> {
  const path = `/v1/directory/subjects/${encodeURIComponent(subject)}`;
  return (await new Transport({ http }, relay).call({ method: 'GET', path, answer: SubjectPlace })).prev;
}
