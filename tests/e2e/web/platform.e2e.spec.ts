import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';
import { cutOff, look, looks, picture } from './looks.js';

const FIRST_VISIT_BYTES = 450 * 1024;

inBrowser('the web client in a browser', () => {
  let stage: Stage;
  let profile: Profile;
  let guest: Profile;

  beforeAll(async () => {
    stage = await Stage.start();
    profile = await stage.aProfile();
    await profile.open();
    // The worker has answered by then that no device is here, and so is there with everything it begins with.
    await profile.page.getByRole('heading', { level: 1, name: 'Set up this device' }).waitFor();
    await profile.page.waitForTimeout(2_000);
  }, 300_000);

  afterAll(async () => {
    await stage.stop();
  });

  it('is there before sign-in in at most 450 KiB, packed by gzip, its cryptography included', () => {
    const { received } = profile.line;
    process.stdout.write(`first visit ${(received / 1024).toFixed(0)} KiB of 450 KiB, packed by gzip\n`);
    expect(received).toBeGreaterThan(100 * 1024);
    expect(received).toBeLessThanOrEqual(FIRST_VISIT_BYTES);
  });

  it('asks nothing of anybody but the relay, and breaks no rule of the content security policy', async () => {
    guest = await stage.signedIn('samir');
    await guest.page.getByRole('navigation').first().waitFor();
    await guest.page.waitForTimeout(2_000);
    for (const { line, errors } of [profile, guest]) {
      expect(line.foreign(stage.origin)).toEqual([]);
      expect(line.violations).toEqual([]);
      expect(errors).toEqual([]);
    }
  }, 120_000);

  it('reports what breaks the content security policy, so that none is a finding', async () => {
    const other = await stage.aProfile();
    const page = await other.open();
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('img'), { src: 'http://elsewhere.test/x.png' }))`,
    );
    await eventually(() => {
      expect(other.line.violations.join()).toContain('img-src');
    });
  });

  it('offers a newer version, and loads it only when somebody takes it', async () => {
    const { page, line } = guest;
    await page.evaluate('navigator.serviceWorker.ready');
    line.alter('/service-worker.js', (text) => `${text}\n// a newer version`);
    await page.evaluate('globalThis.before = true; navigator.serviceWorker.ready.then((kept) => kept.update())');
    // In a place of its own, where it covers nothing.
    const offer = page.getByRole('main').getByRole('status').getByText('A newer version of Comity is ready');
    await offer.waitFor();
    await page.waitForTimeout(1_000);
    expect(await page.evaluate('globalThis.before')).toBe(true);
    await page.getByRole('button', { name: 'Take it now' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('globalThis.before')).toBeUndefined();
  }, 60_000);

  it('starts and signs in without a network, once somebody has been signed in', async () => {
    const officer = await stage.signedIn('livia');
    await officer.page.evaluate('navigator.serviceWorker.ready');
    await officer.page.close();
    officer.line.cut();
    await officer.open('/inbox');
    await officer.signIn();
    await officer.page.getByRole('navigation').first().waitFor();
  }, 120_000);

  it('shows the directory to a stranger without a script, in a few KiB, and to an officer past the kept client', async () => {
    const stranger = await stage.aProfile({ javaScriptEnabled: false });
    const page = await stranger.open('/public');
    await page.getByLabel('Function').selectOption({ label: 'Confiscation' });
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Show' }).press('Enter');
    await page.getByText('1 found').waitFor();
    await page.getByRole('link', { name: 'Office of the Prosecutor General of Nerovia' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Office of the Prosecutor General of Nerovia' }).waitFor();
    expect(await page.locator('script').count()).toBe(0);
    expect(stranger.line.received).toBeLessThan(16 * 1024);
    await guest.page.evaluate('navigator.serviceWorker.ready');
    for (const path of ['/public', '/public/authority:nerovia-prosecution']) {
      await guest.open(path);
      await guest.page.getByRole('heading', { name: 'How to check this page' }).waitFor();
      for (const one of looks.filter(({ isChecked }) => isChecked)) {
        await look(guest.page, one);
        expect([await guest.axe(), await cutOff(guest.page)]).toEqual([[], []]);
        await picture(guest.page, `public-${path === '/public' ? 'list' : 'authority'}-${one.name}`, true);
      }
      await guest.page.close();
    }
    for (const { line, errors } of [stranger, guest]) {
      expect([line.foreign(stage.origin), line.violations, errors]).toEqual([[], [], []]);
    }
  }, 60_000);
});
