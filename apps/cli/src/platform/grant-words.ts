import type { GrantPreview } from '#client';
import type { DeviceId } from '#contracts';

/** What a device may read now, or when it will. */
export function grantWords(device: DeviceId, { from, to, messages, promised }: GrantPreview): string {
  const what = `${messages.length} messages, #${from} to #${to}`;
  return promised
    ? `${device} will be able to read ${what}: use it once ("comity inbox"), then this device, which gives them.`
    : `${device} is able to read ${what}.`;
}
