/** Names a family of views that changed; the page keys what it has asked by the same words. */
export type Topic =
  | readonly ['access']
  | readonly ['applications']
  | readonly ['applying']
  | readonly ['inbox']
  | readonly ['conversations', string]
  | readonly ['conversations', string, 'draft']
  | readonly ['directory']
  | readonly ['trust']
  | readonly ['devices']
  | readonly ['exports']
  | readonly ['files']
  | readonly ['hand-overs']
  | readonly ['pages']
  | readonly ['record']
  | readonly ['settings']
  | readonly ['signatures']
  | readonly ['tokens'];
