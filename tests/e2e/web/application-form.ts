import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ApplicationForm } from '#client';

/** A fictional State that is no member yet, and its authority. */
export const TARSIA = { state: 'QT', name: 'Ministry of Justice of Tarsia' } as const;

/** Its application, as it is handed in where nobody looks at the form. */
export const FORM: ApplicationForm = {
  state: TARSIA.state,
  authority: { name: TARSIA.name, address: '1 Harbour Road, Tarsis' },
  functions: [{ function: 'extradition', instrument: 'untoc' }],
  designation: { reference: 'TAR/NV/2026/7', date: '2026-03-01' },
  keys: ['A'.repeat(43)],
  threshold: 1,
  contact: { name: 'Mira Tolan', office: 'Treaty section', telephone: '+000 1 2345', email: 'mira@tarsia.example' },
  remarks: '',
};

const type = (page: Page, label: string, text: string): Promise<void> =>
  page.getByLabel(label, { exact: true }).fill(text);
const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Go on' }).click();

/** Fills in an application from its first part, and leaves it to be looked at before it is sent. */
export async function filledIn(page: Page, keys: readonly string[], note: Buffer): Promise<void> {
  await fillAuthority(page);
  await fillDesignation(page, note);
  const together = page.getByRole('button', { name: /How many of them sign together/ });
  await page.getByText('No key yet.').waitFor();
  expect(await together.count()).toBe(0);
  await page.getByLabel('Add keys from files').setInputFiles([...keys]);
  await together.click();
  await page.getByRole('option', { name: `${String(keys.length)} of ${String(keys.length)}` }).click();
  await goOn(page);
  await page.getByRole('button', { name: 'Seal and send' }).waitFor();
}

/** Fills in whose authority it is, and goes on. */
export async function fillAuthority(page: Page): Promise<void> {
  await type(page, 'State or regional organization', TARSIA.state);
  await type(page, 'Name of the authority', TARSIA.name);
  await type(page, 'Address', '1 Harbour Road\nTarsis');
  await page.getByRole('group', { name: 'Extradition' }).getByRole('checkbox', { name: 'UNTOC' }).check();
  await page.getByRole('group', { name: 'Confiscation' }).getByRole('checkbox', { name: 'UNCAC' }).check();
  await goOn(page);
}

/** Fills in how it was notified, and goes on. @param note - what shows it, a PDF */
export async function fillDesignation(page: Page, note: Buffer): Promise<void> {
  await type(page, 'Reference of the notification', 'TAR/NV/2026/7');
  await type(page, 'Date of the notification', '2026-03-01');
  await type(page, 'Name', 'Mira Tolan');
  await type(page, 'Office', 'Treaty section');
  await type(page, 'Telephone', '+000 1 2345');
  await type(page, 'E-mail', 'mira.tolan@tarsia.example');
  await page
    .getByLabel('Choose the documents')
    .setInputFiles({ name: 'note-verbale.pdf', mimeType: 'application/pdf', buffer: note });
  await goOn(page);
}
