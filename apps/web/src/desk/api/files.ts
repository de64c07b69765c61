/** A file on its way to a conversation. */
export interface OutgoingFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly length: number;
  readonly state: 'sealing' | 'waiting' | 'sending' | 'paused' | 'refused';
  /** Part that is done, from 0 to 1: of its sealing, then of its sending. */
  readonly done: number;
  /** Why it was refused. */
  readonly code: string | undefined;
}

/** How far the fetching of a message's file has come. */
export interface IncomingFile {
  readonly message: string;
  /** From 0 to 1. */
  readonly done: number;
}

/** Attached files: on their way out, and fetched. */
export interface FilesDesk {
  /** What is on its way to a conversation, oldest first. */
  outgoing(conversation: string): Promise<readonly OutgoingFile[]>;
  /** Seals a file on this device and sends it; it goes on by itself, also after a restart. @throws `attachment.type`, `attachment.too-large` */
  attach(conversation: string, file: File, answers?: string): Promise<string>;
  pause(id: string): Promise<void>;
  /** Goes on with what was paused or refused. */
  resume(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
  /** What is being fetched in a conversation. */
  incoming(conversation: string): Promise<readonly IncomingFile[]>;
  /** Fetches the file of a message, and answers it once it was checked whole. @throws `attachment.altered`, `attachment.unopened`, `client.cancelled` */
  fetch(conversation: string, message: string): Promise<Blob>;
  /** Stops a fetching; what is here stays for the next time. */
  stop(conversation: string, message: string): Promise<void>;
}
