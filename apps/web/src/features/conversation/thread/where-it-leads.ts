/** Where an address leads, as a browser reads it. */
export interface Destination {
  readonly href: string;
  readonly host: string;
  /** What makes it look like another: letters that resemble others, or a name before the host that is no part of the way. */
  readonly disguise: 'letters' | 'name' | undefined;
}

/** Reads an address as a browser will. */
export function whereItLeads(address: string): Destination {
  const { href, host, username, password } = new URL(address);
  if (username !== '' || password !== '') return { href, host, disguise: 'name' };
  return { href, host, disguise: address.toLowerCase().includes(host) ? undefined : 'letters' };
}

interface Click {
  readonly button: number;
  preventDefault(): void;
}

const MIDDLE = 1;

/** Handlers that have an address looked at, whichever button is to open it, in a tab of its own say. */
export function lookFirst(onLook: () => void): Record<'onClick' | 'onAuxClick', (event: Click) => void> {
  const onClick = (event: Click): void => {
    event.preventDefault();
    onLook();
  };
  return {
    onClick,
    onAuxClick: (event) => {
      if (event.button === MIDDLE) onClick(event);
    },
  };
}
