import type { Client } from '#client';
import type { OfficeRules, SettingsDesk } from './api/settings.js';

/** What the signed-in officer's authority has set for everybody there. */
export class SettingsViews implements SettingsDesk {
  constructor(private readonly client: () => Client) {}

  rules(): Promise<OfficeRules> {
    const { directory, identity } = this.client();
    const settings = directory.latest.authority(identity.authority)?.settings;
    return Promise.resolve({ idleLock: settings?.idleLock ?? 0, readMarkers: settings?.readMarkers ?? false });
  }
}
