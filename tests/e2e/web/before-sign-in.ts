import type { Page } from 'playwright-core';
import { aPdf } from './a-pdf.js';
import { fillAuthority, fillDesignation } from './application-form.js';
import { PASSPHRASE } from './browser.js';

/** Shows each screen of the way in, up to a passphrase that only needs to be taken, in whatever language. */
export async function showWayIn(page: Page, link: string, see: (name: string) => Promise<void>): Promise<void> {
  const next = (): Promise<void> => page.locator('main .btn.primary, form .btn.primary').last().click();
  await page.locator('textarea').waitFor();
  await see('invitation');
  await page.locator('textarea').fill(link);
  await next();
  await page.getByRole('checkbox').first().waitFor();
  await see('compare');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await next();
  const [passphrase, again] = [0, 1].map((place) => page.locator('input[autocomplete=new-password]').nth(place));
  await passphrase?.fill(PASSPHRASE);
  await again?.fill(PASSPHRASE);
  await page.locator('.strength p, .strength span').first().waitFor();
  await see('passphrase');
}

/** Shows each part of an application before it is sent, what is wrong with it, and how it stands once it was. It is left there. */
export async function showApplying(page: Page, see: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('checkbox').waitFor();
  await see('apply-before');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Some of it is not complete.').waitFor();
  await see('apply-authority');
  await fillAuthority(page);
  await page.locator('input[type=date]').waitFor();
  await see('apply-designation');
  await fillDesignation(page, aPdf(1));
  await page.getByText('No key yet.').waitFor();
  await page.getByLabel('Add keys from files').setInputFiles([
    { name: 'key-1.pub', mimeType: 'text/plain', buffer: Buffer.from(`${'A'.repeat(43)}\n`) },
    { name: 'key-2.key', mimeType: 'text/plain', buffer: Buffer.from('{"comity":"signature key"}') },
  ]);
  await page.getByText('is a private key').waitFor();
  await see('apply-keys');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Seal and send' }).waitFor();
  await see('apply-review');
  await page.getByRole('button', { name: 'Seal and send' }).click();
  await page.getByText('Keep the link now.').waitFor();
  await see('apply-sent');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'See how it stands' }).click();
  await page.getByRole('button', { name: 'Add something' }).click();
  await page.getByRole('checkbox', { name: 'Correct what was sent' }).check();
  await see('application');
  await page.getByRole('button', { name: 'Cancel' }).click();
}

/** Shows how an application is withdrawn, and how it stands then. */
export async function showWithdrawing(page: Page, see: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Withdraw the application' }).click();
  await page.getByRole('alertdialog').waitFor();
  await see('application-withdraw');
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await page.getByText('It was withdrawn.').waitFor();
  await see('application-withdrawn');
}
