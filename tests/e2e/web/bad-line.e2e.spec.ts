import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { SLOW } from './line.js';
import { inConsultation, officeScreens } from './screens.js';

const MINUTE = 60_000;
/** As long as a message is kept back before it is sealed. */
const HOLD = 10_000;

inBrowser('a bad line', () => {
  let stage: Stage;
  let livia: Profile;

  /** Writes a message, and answers how long after its hold the relay had it, milliseconds. */
  async function sent(text: string): Promise<number> {
    const { page } = livia;
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.keyboard.press('Control+Enter');
    const began = performance.now();
    const shown = page.getByRole('article').filter({ hasText: text }).last();
    await shown.getByText(/Held by the relay/).waitFor({ timeout: HOLD + MINUTE });
    return performance.now() - began - HOLD;
  }

  beforeAll(async () => {
    stage = await Stage.start();
    livia = await inConsultation(stage);
    await officeScreens.find(({ name }) => name === 'conversation')?.show(livia.page);
  }, 8 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it(
    'of 64 kbit/s and 300 ms has a message acknowledged in under 3 s',
    async () => {
      livia.line.slow(SLOW);
      livia.line.cut();
      livia.line.mend();
      // The first one finds the line again.
      await sent('Is the line there?');
      const took = await sent('We shall answer by Thursday.');
      process.stdout.write(`sent and acknowledged on the slow line in ${(took / 1000).toFixed(1)} s of 3 s\n`);
      expect(took).toBeLessThan(3_000);
      livia.line.slow(undefined);
    },
    4 * MINUTE,
  );

  it(
    'through a proxy that knows no WebSocket carries messages all the same',
    async () => {
      livia.line.blockWebSocket();
      livia.line.cut();
      livia.line.mend();
      expect(await sent('Written past the proxy')).toBeLessThan(MINUTE);
      expect(livia.line.asked.at(-1)).toMatch(/transport=polling|\/v1\//);
    },
    3 * MINUTE,
  );
});
