import { inTheLog, type Client, type Timers } from '#client';
import { canonicalJson } from '#crypto';
import type { Settings } from '#directory';
import type { Confirmed } from './api/devices.js';
import type { OfficeRules, SettingsDesk } from './api/settings.js';
import type { Changes } from './changes.js';

/** What the signed-in officer's authority has set for everybody there. */
export class SettingsViews implements SettingsDesk {
  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
    private readonly timers: Pick<Timers, 'sleep'>,
  ) {}

  rules(): Promise<OfficeRules> {
    return Promise.resolve(rulesOf(this.settings));
  }

  async change(rules: OfficeRules): Promise<Confirmed> {
    const client = this.client();
    await client.administration.changeSettings({ ...rules, clearance: [...rules.clearance] });
    const wanted = canonicalJson(rules);
    const confirmed = await inTheLog(client.directory, this.timers, () => {
      return canonicalJson(rulesOf(this.settings)) === wanted;
    });
    this.changes.say(['settings'], ['directory']);
    return { confirmed };
  }

  private get settings(): Settings | undefined {
    const { directory, identity } = this.client();
    return directory.latest.authority(identity.authority)?.settings;
  }
}

function rulesOf(settings: Settings | undefined): OfficeRules {
  return {
    idleLock: settings?.idleLock ?? 0,
    readMarkers: settings?.readMarkers ?? false,
    clearance: settings?.clearance ?? [],
    highestMarking: settings?.highestMarking ?? '',
    webAllowed: settings?.webAllowed ?? false,
  };
}
