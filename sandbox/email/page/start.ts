import { byId, make } from "../../web/elements.ts";
import type { CampaignView } from "../campaign-view.ts";

// The page: a form that starts a campaign, and a picture of it that the server sends four times a second.

interface Pool {
  id: string;
  handle: string;
  name: string;
  type: string;
  status: string;
  remaining: number | null;
}

type Picture = CampaignView & { check: Check };
interface Check {
  codes: number;
  violations: string[];
}

const number = new Intl.NumberFormat("en");
let pools: Pool[] = [];
let events: EventSource | undefined;
let running: string | undefined;

const value = (id: string) => byId<HTMLInputElement | HTMLSelectElement>(id).value;

async function loadPools(): Promise<void> {
  const me = await fetch("/me");
  const account = (await me.json()) as { account?: { name?: string }; detail?: string };
  byId("account").textContent = me.ok ? (account.account?.name ?? "") : (account.detail ?? "");
  const response = await fetch("/pools");
  const body = (await response.json()) as { pools?: Pool[]; detail?: string };
  byId("form-error").textContent = response.ok ? "" : (body.detail ?? "The pools cannot be read.");
  pools = (body.pools ?? []).filter((pool) => pool.status !== "archived");
  const chosen = value("pool");
  byId("pool").replaceChildren(
    ...pools.map((pool) => make("option", { value: pool.id, selected: pool.id === chosen }, pool.name)),
  );
  drawPool();
}

function drawPool(): void {
  const pool = pools.find((one) => one.id === value("pool"));
  byId("pool-state").textContent = pool
    ? `${pool.handle} · ${pool.type} · ${pool.remaining === null ? "no limit" : `${number.format(pool.remaining)} left`} · ${pool.status}`
    : "Create a pool in the app and upload codes to it first.";
}

async function send(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const form = byId<HTMLFormElement>("campaign");
  if (!form.reportValidity()) return;
  const response = await post("/campaigns", {
    pool: value("pool"),
    campaign: { id: value("campaign-id"), type: value("campaign-type") },
    recipients: Number(value("recipients")),
    ratePerSecond: Number(value("rate")),
    batchSize: Number(value("batch")),
    repeatPercent: Number(value("repeats")),
    mode: byId<HTMLInputElement>("test-mode").checked ? "test" : "live",
  });
  const body = (await response.json()) as { id?: string; errors?: { path: string; message: string }[] };
  byId("form-error").textContent =
    body.errors?.map(({ path, message }) => `${path}: ${message}`).join(" ") ?? "";
  if (body.id) watch(body.id);
}

function watch(id: string): void {
  events?.close();
  running = id;
  byId("stop").hidden = false;
  events = new EventSource(`/campaigns/${id}/events`);
  events.addEventListener("campaign", (event) => {
    const picture = JSON.parse(event.data as string) as Picture;
    draw(picture);
    if (picture.status === "running") return;
    events?.close();
    byId("stop").hidden = true;
    void loadPools();
  });
}

function draw(picture: Picture): void {
  const { recipients } = picture.options;
  const done = picture.answered + picture.failed;
  byId("status").textContent =
    picture.status === "running"
      ? `Sending: ${number.format(done)} of ${number.format(recipients)} recipients`
      : `${picture.status === "stopped" ? "Stopped" : "Finished"}: ${number.format(picture.answered)} of ${number.format(recipients)} recipients answered in ${picture.seconds.toFixed(1)} s`;
  byId<HTMLProgressElement>("progress").value = recipients > 0 ? done / recipients : 0;
  byId("outcomes").replaceChildren(
    ...figures({ ...picture.outcomes, ...(picture.failed > 0 ? { failed: picture.failed } : {}) }),
  );
  const latency = picture.latencyMilliseconds;
  byId("figures").replaceChildren(
    ...figures({
      calls: picture.calls,
      "made twice": picture.repeatedCalls,
      retries: picture.retries,
      "answers a second": Math.round(done / Math.max(picture.seconds, 0.001)),
      ...(latency ? { "median, ms": latency.median, "slowest 1 %, ms": latency.p99 } : {}),
      ...(picture.pool?.remaining == null ? {} : { "left in pool": picture.pool.remaining }),
    }),
  );
  byId("problems").replaceChildren(
    ...picture.problems.map((problem) =>
      make(
        "li",
        {},
        `${number.format(problem.calls)} × ${problem.status ?? "no answer"} ${problem.code}: ${problem.detail}`,
      ),
    ),
  );
  byId("latest").replaceChildren(
    ...picture.latest.map((answer) =>
      make(
        "tr",
        {},
        make("td", {}, make("code", {}, answer.code ?? "none")),
        make("td", {}, answer.outcome.replace("_", " ")),
        make("td", {}, answer.contact),
        make("td", {}, answer.key),
      ),
    ),
  );
  drawCheck(picture.check);
}

function drawCheck({ codes, violations }: Check): void {
  const check = byId("check");
  check.className = violations.length > 0 ? "bad" : codes > 0 ? "good" : "";
  check.textContent =
    violations.length > 0
      ? `Yes: ${violations.length} broken promises.`
      : codes > 0
        ? `No. ${number.format(codes)} codes received; none was assigned twice.`
        : "Nothing received yet.";
  byId("violations").replaceChildren(...violations.map((violation) => make("li", {}, violation)));
}

function figures(values: Record<string, number>): HTMLElement[] {
  return Object.entries(values).map(([name, amount]) =>
    make("div", {}, make("dt", {}, name.replace("_", " ")), make("dd", {}, number.format(amount))),
  );
}

async function connect(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const response = await post(
    "/connection",
    { apiKeyId: value("api-key-id"), apiSecret: value("api-secret") },
    "PUT",
  );
  const body = (await response.json()) as { detail?: string };
  byId("connection-result").textContent = response.ok
    ? "Connected."
    : (body.detail ?? "The app refuses these credentials.");
  if (response.ok) await loadPools();
}

async function post(path: string, body: unknown, method = "POST"): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return await fetch(path, { method, headers, body: JSON.stringify(body) });
}

byId("campaign").addEventListener("submit", (event) => void send(event));
byId("connection").addEventListener("submit", (event) => void connect(event));
byId("pool").addEventListener("change", drawPool);
byId("reload-pools").addEventListener("click", () => void loadPools());
byId("stop").addEventListener("click", () => void post(`/campaigns/${running}/stop`, {}));
byId("reset").addEventListener(
  "click",
  () =>
    void post("/reset", {}).then(async (response) => {
      events?.close();
      byId("stop").hidden = true;
      byId("latest").replaceChildren();
      drawCheck((await response.json()) as Check);
    }),
);
void loadPools();
void fetch("/check").then(async (response) => drawCheck((await response.json()) as Check));
