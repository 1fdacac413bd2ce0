import { SaveBar } from "@shopify/app-bridge-react";
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  ChoiceList,
  Form,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { ALERT_KINDS, type EventType } from "../events/event-types.ts";
import { ALERT_WORDS } from "./alert-words.ts";
import { formatTime } from "./format.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

const SAVE_BAR = "alerts-save-bar";

interface AlertMailsProps {
  settings: { recipients: string[]; alerts: string[] };
  /** Whether mail can be sent at all. */
  mail: "on" | "off";
  /** What is wrong with the addresses. */
  problem: string | null;
  running: "yes" | "no";
  testing: "yes" | "no";
  onSave: (settings: { recipients: string[]; alerts: string[] }) => void;
  onTest: () => void;
}

/** As they are kept: each once, in small letters. */
function addressesIn(text: string): string[] {
  const addresses = text.toLowerCase().split(/[\s,;]+/);
  return [...new Set(addresses.filter((address) => address !== ""))];
}

/** Who is told by mail, and of what. */
export function AlertMails(props: AlertMailsProps) {
  const { settings, mail, problem, running, testing } = props;
  const [addresses, setAddresses] = useState(settings.recipients.join("\n"));
  const [alerts, setAlerts] = useState(settings.alerts);
  const recipients = addressesIn(addresses);
  const saved = settings.recipients.join("\n");
  const unsaved =
    recipients.join("\n") !== saved || [...alerts].sort().join() !== [...settings.alerts].sort().join();
  useLeaveGuard(unsaved ? "dirty" : "clean");
  // Once saved, the field shows what is kept.
  useEffect(() => {
    setAddresses((typed) => (addressesIn(typed).join("\n") === saved ? saved : typed));
  }, [saved]);
  const save = () => props.onSave({ recipients, alerts });
  const discard = () => {
    setAddresses(saved);
    setAlerts(settings.alerts);
  };
  return (
    <Card>
      <SaveBar id={SAVE_BAR} open={unsaved}>
        <button type="button" variant="primary" loading={running === "yes" ? "" : undefined} onClick={save}>
          Save
        </button>
        <button type="button" disabled={running === "yes"} onClick={discard}>
          Discard
        </button>
      </SaveBar>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Alerts by e-mail
        </Text>
        {mail === "off" ? (
          <Banner tone="warning" title="Mail is switched off">
            <p>
              This installation has no mail server, so nobody gets alerts by e-mail. Whoever operates it sets
              SMTP_URL and MAIL_FROM. Banners and events work without.
            </p>
          </Banner>
        ) : null}
        {mail === "on" && settings.recipients.length === 0 ? (
          <Banner tone="warning" title="Nobody gets these mails yet">
            <p>Enter the address of whoever uploads codes or runs the campaigns.</p>
          </Banner>
        ) : null}
        <Form onSubmit={save}>
          <BlockStack gap="400">
            <TextField
              label="Who gets them"
              helpText="One address per line. Each of these people gets every alert once, and a reminder a day while it lasts; what happens to several pools at once comes in one mail."
              value={addresses}
              onChange={setAddresses}
              error={problem ?? undefined}
              multiline={3}
              maxHeight={200}
              autoComplete="off"
              inputMode="email"
            />
            <ChoiceList
              allowMultiple
              title="Which ones"
              choices={ALERT_KINDS.map((kind) => ({
                value: kind,
                label: ALERT_WORDS[kind].label,
                helpText: ALERT_WORDS[kind].help,
              }))}
              selected={alerts}
              onChange={setAlerts}
            />
            <InlineStack gap="200">
              <Button
                onClick={props.onTest}
                loading={testing === "yes"}
                disabled={mail === "off" || unsaved || settings.recipients.length === 0}
              >
                Send a test mail
              </Button>
            </InlineStack>
          </BlockStack>
        </Form>
      </BlockStack>
    </Card>
  );
}

interface MailShown {
  id: string;
  address: string;
  type: EventType;
  isReminder: boolean;
  poolName: string | null;
  state: "waiting" | "sent" | "failed";
  error: string | null;
  at: string;
}

const MAIL_STATES = {
  waiting: { label: "Under way", tone: "info" },
  sent: { label: "Sent", tone: "success" },
  failed: { label: "Not sent", tone: "critical" },
} as const;

/** The newest mails, and what became of them. */
export function MailLog({ mails, timeZone }: { mails: MailShown[]; timeZone: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Latest mails
        </Text>
        {mails.length === 0 ? <Text as="p">None yet.</Text> : null}
        <BlockStack as="ul" gap="300">
          {mails.map((mail) => (
            <li key={mail.id} className="cp-plain-item">
              <InlineStack align="space-between" gap="200" blockAlign="start" wrap={false}>
                <div className="cp-break">
                  <Text as="p">
                    {eventLabel(mail.type)}
                    {mail.isReminder ? " (reminder)" : ""}
                    {mail.poolName ? `: ${mail.poolName}` : ""}
                  </Text>
                  <Text as="p" tone="subdued" variant="bodySm">
                    {mail.address} · <time dateTime={mail.at}>{formatTime(mail.at, timeZone)}</time>
                  </Text>
                  {mail.error ? (
                    <Text as="p" tone="critical" variant="bodySm">
                      {mail.error}
                    </Text>
                  ) : null}
                </div>
                <Badge tone={MAIL_STATES[mail.state].tone}>{MAIL_STATES[mail.state].label}</Badge>
              </InlineStack>
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

/** What an event is called in a log. */
export function eventLabel(type: EventType): string {
  switch (type) {
    case "mail.test":
      return "Test mail";
    case "endpoint.test":
      return "Test event";
    case "code.redeemed":
      return "A code was redeemed";
    default:
      return ALERT_WORDS[type].label;
  }
}
