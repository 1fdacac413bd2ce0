/** Something that the doctor found. What `amount` and `detail` are depends on the kind. */
export interface Trouble {
  kind: string;
  /** A pool, a store, an endpoint, an account or a kind of job. */
  subject: string;
  amount: number;
  detail: string | null;
}

/** What it is, and what to do about it. */
interface Words {
  found: string;
  advice: string;
}

/** What a kind of trouble means. Every kind of find-troubles.sql stands here. */
const WORDS: Record<string, (trouble: Trouble) => Words> = {
  redeemed_without_order: ({ amount }) => ({
    found: `${amount} codes are redeemed, but no order of theirs stands`,
    advice:
      "A bug, or rows were changed by hand. The next look at the store's orders does not mend it: report it.",
  }),
  order_not_counted: ({ amount }) => ({
    found: `${amount} codes were used in an order that stands, but are not redeemed`,
    advice:
      "A bug, or rows were changed by hand. Telling the order again counts it: orders can be told any number of times.",
  }),
  store_codes_differ: ({ amount, detail }) => ({
    found: `the shop is said to hold ${amount} codes of ours, by the rows it holds ${detail}`,
    advice:
      "A difference of a few batches is harmless: the number only decides when making codes stops. To mend it: update store_paces set codes_held = (the second number), while its worker is stopped.",
  }),
  event_without_line: ({ amount }) => ({
    found: `${amount} events wait for an endpoint and are in no line, so nobody delivers them`,
    advice: "A bug, or rows were changed by hand. “Send again” on the page Alerts puts an event into a line.",
  }),
  line_without_event: ({ amount }) => ({
    found: `${amount} lines of events wait for an endpoint with nothing to deliver`,
    advice: "Harmless: the next delivery removes them. If they stay, no worker delivers: is one running?",
  }),
  endpoint_off: ({ amount, detail }) => ({
    found: `the endpoint is off (${detail === "gone" ? "it said that it is gone" : "nothing but failures for three days"}), events of ${amount} pools wait`,
    advice:
      "Its merchant switches it on again on the page Alerts, once it works. What waits is kept for 30 days.",
  }),
  event_given_up: ({ amount, detail }) => ({
    found: `${amount} events were given up after three days, the last one with ${detail === null ? "no answer" : `status ${detail}`}`,
    advice: "“Send again” on the page Alerts sends them; after 30 days they are forgotten.",
  }),
  mail_given_up: ({ amount }) => ({
    found: `${amount} alert mails were refused, or tried for three days in vain`,
    advice: "The page Alerts says what the mail server answered. If it is all of them, look at SMTP_URL.",
  }),
  mail_waits: ({ amount }) => ({
    found: `${amount} alert mails have waited for a while`,
    advice: "Is a worker running? Does the mail server of SMTP_URL answer? Without SMTP_URL no mail is sent.",
  }),
  batch_waits: ({ amount, detail }) => ({
    found: `${amount} batches of codes are still to be made, the oldest for ${minutes(detail)}`,
    advice: "The pool's page says what the shop answered. A store out of reach goes on by itself.",
  }),
  exchange_late: ({ amount }) => ({
    found: `the Magento store has not called for ${minutes(String(amount))}`,
    advice:
      "Its cron stands still or cannot reach this address: bin/magento coupon-pools:check in the shop says which. Until it calls, no codes are made and no ends are kept there.",
  }),
  instruction_failed: ({ amount, detail }) => ({
    found: `${amount} instructions were refused by the Magento store, the last one was ${detail}`,
    advice: "The grid of dead entries in Magento's admin says why, and repeats them.",
  }),
  upload_stands: ({ amount }) => ({
    found: `${amount} uploads are unfinished and no job works on them`,
    advice: "The hourly clean-up takes them up again. If they stay, is a worker running?",
  }),
  replenishing_lost: () => ({
    found: "the pool waits for a job that does not exist, and would not be replenished",
    advice:
      "tend-groups finds it within ten minutes. If it stays: update pools set replenish_queued = false for it.",
  }),
  erasure_stands: () => ({
    found: "the data of a store that left should have been erased a day ago",
    advice: "The hourly clean-up takes it up again. Look for failures of erase-store in the log.",
  }),
  person_waits: ({ amount, detail }) => ({
    found: `${amount} requests to forget a person, or to say what is stored of one, are not done, the oldest for ${minutes(detail)}`,
    advice:
      "The hourly clean-up takes them up again. Look for failures of erase-contact and gather-contact-data in the log: the law gives 30 days.",
  }),
  data_request_late: ({ amount }) => ({
    found: `${amount} customers should have been told by now what is stored of them`,
    advice:
      "The file waits under Settings > Privacy, and the merchant says there that it was handed over. Write to the merchant.",
  }),
  jobs_wait: ({ amount, detail }) => ({
    found: `${amount} jobs of this kind wait, the oldest has been due for ${minutes(detail)}`,
    advice: "Is a worker running, and does /readyz of it say so? If it is, one more worker helps.",
  }),
  jobs_failed: ({ amount }) => ({
    found: `${amount} jobs of this kind failed for good in the last three days`,
    advice:
      "The log has every failure with the job's name. What is regular is done by the next round anyway.",
  }),
};

/** A trouble in words: what it is, then what to do. */
export function troubleWords(trouble: Trouble): Words {
  const words = WORDS[trouble.kind];
  if (!words) throw new Error(`The doctor has no words for ${trouble.kind}.`);
  return words(trouble);
}

function minutes(seconds: string | null): string {
  const whole = Math.floor(Number(seconds) / 60);
  return whole < 120 ? `${whole} minutes` : `${Math.floor(whole / 60)} hours`;
}
