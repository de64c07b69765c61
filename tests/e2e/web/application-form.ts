import type { Page } from 'playwright-core';

/** A fictional State that is no member yet, and its authority. */
export const TARSIA = { state: 'QT', name: 'Ministry of Justice of Tarsia' } as const;

/** Fills in an application from its first part, and leaves it to be looked at before it is sent. */
export async function filledIn(page: Page, keys: readonly string[], note: Buffer): Promise<void> {
  const type = (label: string, text: string): Promise<void> => page.getByLabel(label, { exact: true }).fill(text);
  const goOn = (): Promise<void> => page.getByRole('button', { name: 'Go on' }).click();
  await type('State or regional organization', TARSIA.state);
  await type('Name of the authority', TARSIA.name);
  await type('Address', '1 Harbour Road\nTarsis');
  await page.getByRole('group', { name: 'Extradition' }).getByRole('checkbox', { name: 'UNTOC' }).check();
  await page.getByRole('group', { name: 'Confiscation' }).getByRole('checkbox', { name: 'UNCAC' }).check();
  await goOn();
  await type('Reference of the notification', 'TAR/NV/2026/7');
  await type('Date of the notification', '2026-03-01');
  await type('Name', 'Mira Tolan');
  await type('Office', 'Treaty section');
  await type('Telephone', '+000 1 2345');
  await type('E-mail', 'mira.tolan@tarsia.example');
  await page
    .getByLabel('Choose the documents')
    .setInputFiles({ name: 'note-verbale.pdf', mimeType: 'application/pdf', buffer: note });
  await goOn();
  await page.getByLabel('Add keys from files').setInputFiles([...keys]);
  await page
    .getByRole('button', { name: /^How many of them sign together/ })
    .or(page.getByLabel('How many of them sign together'))
    .first()
    .click();
  await page.getByRole('option', { name: `${String(keys.length)} of ${String(keys.length)}` }).click();
  await goOn();
  await page.getByRole('button', { name: 'Seal and send' }).waitFor();
}
