/** Every bound of the wire in one place. Sizes are bytes, times are seconds, unless the name says otherwise. */
export const limits = Object.freeze({
  /** A directory or roster statement, canonical JSON. */
  statementBytes: 64 * 1024,
  /** A roster statement of a forum's opening may name 2,000 devices. */
  rosterStatementBytes: 512 * 1024,
  /** A sealed content frame: the largest bucket, nonce, commitment and tag. */
  frameBytes: 64 * 1024 + 24 + 32 + 16,
  /** A checkpoint with its signatures; a personal field's value or a text for members, characters; the values of one statement. */
  noteBytes: 32 * 1024,
  fieldText: 2000,
  openings: 24,
  /** The body of a request to be enrolled. */
  enrolmentBytes: 4096,
  /** One wrap: X-Wing ciphertext, nonce, commitment, epoch secret, tag. */
  wrapBytes: 1120 + 24 + 32 + 32 + 16,
  /** A history grant. */
  grantBytes: 1024 * 1024,
  /** A page of frames or statements, bytes of these themselves: it ends once it has as many. */
  pageBytes: 512 * 1024,
  pageFrames: 1000,
  /** A page of log entries or statements. */
  pageEntries: 1000,
  pageStatements: 250,
  /** Maps before the newest in one answer about the map. */
  earlierMaps: 16,
  /** The body of an HTTP request, but for a roster statement with its wraps. */
  requestBytes: 256 * 1024,
  rosterRequestBytes: 5 * 1024 * 1024,
  /** The body of an HTTP answer, but for a list of history grants. */
  answerBytes: 16 * 1024 * 1024,
  grantsAnswerBytes: 80 * 1024 * 1024,
  /** A file that is attached, before it is sealed; a relay may be told another bound. */
  attachmentBytes: 100 * 1024 * 1024,
  /** Of an attachment's ciphertext, what one request brings or fetches. */
  attachmentPieceBytes: 4 * 1024 * 1024,
  /** That one device may have begun and not finished. */
  attachmentUploads: 200,
  /** An upload that is not finished is kept so long; one that is may be taken back by its uploader so long. */
  attachmentUploadSeconds: 3 * 24 * 3600,
  attachmentRegretSeconds: 3600,
  /** The name of an attached file, characters. */
  attachmentName: 200,
  /** One socket message. */
  socketMessageBytes: 128 * 1024,
  /** Sockets of one device at once. */
  sockets: 8,
  /** Conversations in one list. */
  conversations: 10_000,
  /** Grants in one answer; more follow once these are deleted. */
  grants: 50,
  devices: 200,
  forumDevices: 2000,
  /** Devices named in one query for agreement keys. */
  agreementKeyQuery: 2000,
  /** Tokens of one authority's programs that look authorities up, and the days that one may last. */
  lookUpTokens: 50,
  lookUpTokenDays: 366,
  /** Values that one request erases. */
  erasures: 500,
  challengeSeconds: 60,
  sessionSeconds: 15 * 60,
  ticketSeconds: 30,
  enrolmentSeconds: 24 * 3600,
  /** Requests to be enrolled that are kept in the name of one officer; of an authority, so many are shown. */
  pendingEnrolmentsPerOfficer: 10,
  waitingEnrolments: 1000,
  /** Why a page is returned, characters; pages in one answer; pages of an authority that are over and still told of. */
  pageReason: 2000,
  submittedPages: 100,
  endedPages: 10,
  /** Of an application: its entries, of which the applicant's are at most so many; documents of an entry and in all, bytes of one. */
  applicationEntries: 100,
  applicantEntries: 60,
  applicationDocuments: 5,
  applicationDocumentsKept: 50,
  applicationDocumentBytes: 5 * 1024 * 1024,
  /** Devices that an application's key is sealed to in one request, and in all; applications in one page of the list. */
  applicationWraps: 100,
  applicationWrapsKept: 500,
  applicationsListed: 100,
  /** An application that nobody touches is deleted after so long. */
  applicationSeconds: 180 * 24 * 3600,
});
