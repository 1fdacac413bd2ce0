// Numbers that bound the product, each with its unit and where it comes from.

/** Seconds a request's timestamp may differ from ours, either way (public contract). */
export const TIMESTAMP_TOLERANCE_SECONDS = 300;
/** Signatures that one header may carry (public contract). */
export const SIGNATURES_MAX = 10;
/** Bytes of a claim request (public contract). */
export const CLAIM_BODY_BYTES_MAX = 1_000_000;
/** Bytes of any other JSON request (public contract). */
export const JSON_BODY_BYTES_MAX = 4_000_000;
/** Bytes of a text file of codes, by page or API (public contract). */
export const TEXT_FILE_BYTES_MAX = 100_000_000;
/** Bytes of a workbook as uploaded. */
export const WORKBOOK_BYTES_MAX = 25_000_000;
/** Bytes of a workbook once unpacked, counted while unpacking. */
export const WORKBOOK_UNPACKED_BYTES_MAX = 400_000_000;
/** Rows of a workbook: the most that a sheet of Excel holds. */
export const WORKBOOK_ROWS_MAX = 1_048_576;
/** Bytes of memory at which the process that reads a workbook is ended. */
export const WORKBOOK_MEMORY_BYTES_MAX = 1_000_000_000;
/** Seconds after which the process that reads a workbook is ended. */
export const WORKBOOK_SECONDS_MAX = 120;
/** Codes in one JSON call that adds codes (public contract). */
export const CODES_PER_CALL_MAX = 50_000;
/** Characters of one code after trimming; Shopify's usual figure. */
export const CODE_CHARACTERS_MAX = 255;

/** Characters of a code that we draw: what fits on paper and in a text message. Shopify's own limit is not written down. */
export const CODE_FORMAT_CHARACTERS_MAX = 32;
/** Codes sent to a platform together; Shopify takes at most 250 in one call. */
export const BATCH_CODES_MAX = 250;
/** Codes that a Magento module inserts at a time: some exchanges a tick must do for large orders. */
export const MAGENTO_BATCH_CODES = 2_500;

/** Recipients of one claim request (public contract). */
export const RECIPIENTS_PER_CLAIM_MAX = 1_000;
/** Hours after the time it was made for that a preparation still reserves codes (public contract). */
export const PREPARATION_HOURS_KEPT = 24;
/** Days ahead for which codes can be prepared: a slip of the year must not reserve them for good. */
export const PREPARATION_DAYS_AHEAD_MAX = 366;
/** Codes of one preparation: as many as a store can hold. */
export const PREPARATION_CODES_MAX = 20_000_000;
/** Keys of one release request (public contract). */
export const KEYS_PER_RELEASE_MAX = 1_000;
/** Recipients answered by one fold; 5,000 measured about as fast per code as any larger number. */
export const RECIPIENTS_PER_FOLD_MAX = 5_000;
/** Recipients that may wait for one pool in one process before callers are told to come back. */
export const RECIPIENTS_WAITING_PER_POOL_MAX = 50_000;
/** Milliseconds between two looks for codes that waiting claims could get: one query for all pools of a process. */
export const CODES_LOOK_EVERY_MILLISECONDS = 50;
/** Seconds after which a recipient that was told `not_ready` is worth another try. */
export const NOT_READY_RETRY_SECONDS = 2;
/** Connections of the pool that folds leave to everything else. */
export const CONNECTIONS_KEPT_FROM_FOLDS = 2;

/** Seconds that API credentials are kept in a process: how late a revocation may take effect. */
export const CREDENTIALS_CACHE_SECONDS = 5;
/** Minutes that a code for connecting a Magento store is valid. */
export const LINK_CODE_MINUTES = 15;
/** Seconds without a call after which a Magento store counts as late: two ticks of a cron that runs every five minutes. */
export const EXCHANGE_LATE_SECONDS = 600;
/** Seconds without a call, or for which an assigned code's end waits to be taken, after which people are told of it. */
export const STORE_LATE_SECONDS = 3_600;
/** Seconds in which another code for the same contact and campaign is the same wish: pressed twice, or by two at once. */
export const ANOTHER_AGAIN_SECONDS = 60;
/** Minutes after a failed try until a store is given the ends of codes again. */
export const EXPIRIES_AGAIN_MINUTES = 5;
/** Days that an invitation is valid. */
export const INVITATION_DAYS = 30;
/** Hours in which a used code may be sent again by the same installation: its answer was lost. */
export const LINK_REPEAT_HOURS = 24;
/** Days that an instruction to a Magento store is remembered once it is done; its module remembers as long. */
export const INSTRUCTION_MEMORY_DAYS = 30;
/** Tries per minute and address to connect a store. */
export const LINK_TRIES_PER_MINUTE = 5;
/** Seconds that a pool's id is kept in a process: how late its erasure takes effect. */
export const POOL_CACHE_SECONDS = 30;
/** Seconds between two writes of an API client's "last used". */
export const LAST_USED_EVERY_SECONDS = 60;
/** Hours that the answer to a POST or PUT is remembered by its message id (public contract). */
export const MESSAGE_MEMORY_HOURS = 24;
/** Hours that a webhook's id is remembered; Shopify repeats one for four. */
export const WEBHOOK_MEMORY_HOURS = 72;
/** Seconds by which a platform's clock and the database's may differ where a webhook's time decides. */
export const WEBHOOK_CLOCK_SECONDS = 300;
/** Months for which the history is kept: a year, and one to look back over it. */
export const HISTORY_MONTHS_KEPT = 13;
/** Entries of the history that one statement deletes. */
export const HISTORY_SLICE_ROWS = 5_000;
/** Days of orders that a first look reads: Shopify shows no older ones to an app with read_orders. */
export const ORDERS_DAYS_BACK = 60;
/** Minutes by which two looks at a store's orders overlap, since a search may be behind. */
export const ORDERS_OVERLAP_MINUTES = 60;
/** Minutes for which the answer of a store to a look at a pool's codes is good: it comes by an exchange, then by a job. */
export const LOOK_GOOD_MINUTES = 10;
/** Orders of one store that are written down together, of those that wait at the same moment. */
export const ORDERS_PER_FOLD_MAX = 500;
/** Rows that one transaction deletes of a store whose data is erased. */
export const ERASE_SLICE_ROWS = 2_000;
/** Claims of a contact that one transaction erases, while it holds a pool's row. */
export const ERASE_CONTACT_SLICE_CLAIMS = 500;
/** Slices of an erasure for which the one who asked waits; the rest is done by a job. */
export const ERASE_CONTACT_SLICES_WAITED_FOR = 10;
/** Failed signatures per minute from one address with one key id before they are slowed down and refused. */
export const SIGNATURE_FAILURES_PER_MINUTE = 20;

/** Rows of one slice of a merge: its commit is what a claim of that pool may have to wait for. */
export const MERGE_SLICE_ROWS = 10_000;
/** Codes of one slice of an undo, which holds the pool's row from its start. */
export const UNDO_SLICE_CODES = 2_000;
/** Codes that one transaction looks at to drop them by expiry, or returns from quarantine. */
export const SWEEP_SLICE_CODES = 2_000;
/** Slices of codes too short to be assigned that one fold of a dynamic pool drops: some 200 ms after midnight. */
export const EXPIRY_SLICES_PER_FOLD_MAX = 5;
/** Bytes of a part of a file that comes in parts (the bridge's protocol). */
export const UPLOAD_PART_BYTES = 5_242_880;
/** Hours after which an upload that nobody confirmed is thrown away. */
export const DRAFT_UPLOAD_HOURS = 24;

/** Characters of a pool's name. */
export const POOL_NAME_CHARACTERS_MAX = 100;
/** Characters of a handle. */
export const HANDLE_CHARACTERS_MAX = 60;
/** Live API clients of one account. */
export const API_CLIENTS_PER_ACCOUNT_MAX = 50;
/** Hours for which a secret that was replaced may stay live: 30 days. */
export const OLD_SECRET_HOURS_MAX = 720;
/** API clients, and accounts' hash keys, that one process keeps in memory: some hundred bytes each. */
export const CACHED_CREDENTIALS_MAX = 20_000;
/** Seconds that an account's hash key is kept in a process: how late its erasure takes effect. */
export const HASH_KEY_CACHE_SECONDS = 60;
/** Pairs of address and key id whose failures one process counts: about 20 MB. */
export const FAILURE_PAIRS_MAX = 50_000;
/** Large bodies that one process writes to files at the same time: 2 GB at the most. */
export const STORED_BODIES_MAX = 20;
/** Seconds after which a remembered call without an answer counts as dead. */
export const MESSAGE_RUNNING_SECONDS_MAX = 60;

/** Ready codes that a dynamic pool keeps however little it is used: one call to the platform, which costs the same for fewer. */
export const BUFFER_CODES_LEAST = 250;
/** The same for a Magento store, whose tick is a minute at best; codes are cheap there. */
export const MAGENTO_BUFFER_CODES_LEAST = 10_000;
/** The same where every midnight begins a new group: what is left over then is thrown away. */
export const BUFFER_CODES_LEAST_DAILY = 100;
/** Codes kept for the last minutes of a group that ends its day. */
export const CLOSING_CODES_LEAST = 20;
/** How long before the midnight at which it takes over a group is filled. */
export const GROUP_AHEAD_SECONDS = 3_600;
/** How long before midnight the end of a group that nobody used is moved instead; the job comes every ten minutes. */
export const GROUP_MOVE_AHEAD_SECONDS = 1_500;
/**
 * Codes a second at which a store's platform is expected to make a large order while nothing is known of it: one call
 * of 250 a second. At some 14 points a call, 100 points a second allow seven; how fast Shopify works them off is not
 * published.
 */
export const CODES_PER_SECOND_EXPECTED = 250;
/** Pending codes written by one transaction, which holds the pool's row. */
export const PENDING_SLICE_CODES = 5_000;
/** Pending codes of a pool at a time; a larger order is written as they are confirmed. */
export const PENDING_CODES_MAX = 20_000;
/** The same for a Magento store: three exchanges full, so that it inserts some while others are settled and written. */
export const MAGENTO_PENDING_CODES_MAX = 60_000;
/** Points that a batch costs: 12 to send it, and a few looks at whether it is done, of one point each. */
export const POINTS_PER_BATCH = 14;
/** Batches of a store that are under way at the same time, at least: more urgent ones wait for them. */
export const BATCHES_IN_FLIGHT_LEAST = 12;
/** And at most: beyond it they wait for each other's pool. 40 brought 8,300 codes a second on the fastest plans, 12 had 3,800. */
export const BATCHES_IN_FLIGHT_MAX = 40;
/** Days after its end that a finished group's discount is deleted. */
export const ENDED_GROUP_DAYS_KEPT = 30;
/** Codes that a Shopify store can hold, all apps together (help pages). */
export const STORE_CODES_MAX = 20_000_000;
/** Share of them at which the merchant is warned. */
export const STORE_CODES_WARN_SHARE = 0.8;
/** Where an operator stops minting sooner: the share of that stop at which the merchant is warned at the latest. */
export const STORE_STOP_WARN_SHARE = 0.9;
/** Seconds that a store's lease lasts unless it is renewed: how long a dead process holds up minting. */
export const MINT_LEASE_SECONDS = 30;
/** Seconds that a job tries to reach a platform before it leaves the rest to its next run. */
export const PLATFORM_PATIENCE_SECONDS = 300;
/** Hours after which what a platform refused is tried again. */
export const REFUSED_AGAIN_HOURS = 1;
/** Seconds after which nothing comes any more of a call whose answer was lost. */
export const DOUBTFUL_AFTER_SECONDS = 1_800;
/** Days that codes may be valid, counted from the day of assignment. */
export const VALID_DAYS_MAX = 365;

/** Seconds that an event endpoint has to answer (public contract). */
export const EVENT_SECONDS_MAX = 10;
/** Bytes of an endpoint's answer that are read. */
export const EVENT_ANSWER_BYTES_MAX = 65_536;
/** Hours for which an event, or a mail, is tried again (public contract: three days). */
export const EVENT_RETRY_HOURS = 72;
/** Days that events and what came of their deliveries are kept. */
export const EVENT_DAYS_KEPT = 30;
/** Event endpoints of one account. */
export const ENDPOINTS_PER_ACCOUNT_MAX = 5;
/** Lines of events that one process delivers at a time; of these for endpoints that fail, and for any one. */
export const EVENT_LINES_AT_ONCE = 24;
export const EVENT_LINES_OF_FAILING = 12;
export const EVENT_LINES_PER_ENDPOINT = 4;
/** Seconds after which a line whose process is gone is taken up by another one; longer than a turn and one try. */
export const EVENT_LEASE_SECONDS = 60;
/** Seconds that one line is delivered at a turn, while others may wait for theirs. */
export const EVENT_TURN_SECONDS = 20;
/** Milliseconds between two looks for events and mails that are due. */
export const OUTBOX_LOOK_MILLISECONDS = 1_000;
/** Minutes after which a mail that still waits is looked at again: what it tells may be over. */
export const MAIL_NEWS_MINUTES = 10;
/** Mails sent at a time. */
export const MAILS_AT_ONCE = 20;
/** The same, with those that tell the same person the same of other pools, and go into one mail with them. */
export const MAILS_BUNDLED_MAX = 2_000;
/** Who may be told of alerts, per account. */
export const ALERT_RECIPIENTS_MAX = 20;
/** Hours between two reminders of the same trouble of a pool or a store. */
export const REMINDER_HOURS = 24;
/** Days ahead of their end at which codes that are still to be handed out are worth an alert. */
export const EXPIRING_DAYS = 7;
/** Minutes for which a pool has to lack codes that the platform does not make, before that is an alert. */
export const REPLENISH_FAILED_MINUTES = 15;

/** Seconds of silence after which the database's machine is asked whether it is still there; ten more without a word end the connection. */
export const DATABASE_SILENT_SECONDS = 10;
/** Seconds that the database has to answer a probe of readiness. */
export const READY_SECONDS_MAX = 2;
/** Messages of a code, a contact or a key that are shown at a time. */
export const FOUND_LINES_PER_PAGE = 100;

/** Seconds without a look for jobs after which a worker counts as stuck; it looks every 5 s at least. */
export const QUEUE_SILENT_SECONDS = 60;
/** Seconds between two readings of what the metrics say of the database, however often they are asked for. */
export const GAUGES_EVERY_SECONDS = 10;
/** Seconds that such a reading may take. */
export const GAUGES_SECONDS_MAX = 3;
/** Minutes that a job, a batch or a mail may wait before the doctor speaks of it. */
export const STUCK_MINUTES = 30;

/** The most days of a low-water mark: half of what a forecast looks ahead. */
export const LOW_WATER_DAYS_MAX = 45;
/** Flow triggers fired at a time. */
export const FLOW_TRIGGERS_AT_ONCE = 20;
/** Seconds after which a Flow trigger whose process is gone is taken up by another one. */
export const FLOW_LEASE_SECONDS = 120;

/** Days within which a request about a person has to be answered (GDPR, article 12; Shopify asks for the same). */
export const PRIVACY_REQUEST_DAYS = 30;
/** Days for which a file about a person waits for the merchant before it is deleted. */
export const DATA_FILE_DAYS = 60;
/** Messages that such a file names at most. */
export const DATA_FILE_MESSAGES_MAX = 100_000;
