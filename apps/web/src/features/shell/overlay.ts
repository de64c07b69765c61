/** What lies over the screen. */
export type Overlay = 'palette' | 'keys' | 'help';
