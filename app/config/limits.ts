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

/** Recipients of one claim request (public contract). */
export const RECIPIENTS_PER_CLAIM_MAX = 1_000;
/** Keys of one release request (public contract). */
export const KEYS_PER_RELEASE_MAX = 1_000;
/** Recipients answered by one fold; 5,000 measured about as fast per code as any larger number. */
export const RECIPIENTS_PER_FOLD_MAX = 5_000;
/** Recipients that may wait for one pool in one process before callers are told to come back. */
export const RECIPIENTS_WAITING_PER_POOL_MAX = 50_000;
/** Connections of the pool that folds leave to everything else. */
export const CONNECTIONS_KEPT_FROM_FOLDS = 2;

/** Seconds that API credentials are kept in a process: how late a revocation may take effect. */
export const CREDENTIALS_CACHE_SECONDS = 5;
/** Seconds between two writes of an API client's "last used". */
export const LAST_USED_EVERY_SECONDS = 60;
/** Hours that the answer to a POST or PUT is remembered by its message id (public contract). */
export const MESSAGE_MEMORY_HOURS = 24;
/** Failed signatures per minute from one address with one key id before they are slowed down and refused. */
export const SIGNATURE_FAILURES_PER_MINUTE = 20;

/** Rows of one slice of a merge: its commit is what a claim of that pool may have to wait for. */
export const MERGE_SLICE_ROWS = 10_000;
/** Codes of one slice of an undo, which holds the pool's row from its start. */
export const UNDO_SLICE_CODES = 2_000;
/** Codes that one transaction looks at to drop them by expiry, or returns from quarantine. */
export const SWEEP_SLICE_CODES = 2_000;
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
