import { BlockStack, Text } from "@shopify/polaris";
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount, formatDay, formatTime } from "./format.ts";
import type { UseAndRedemptions } from "./use-and-redemptions.ts";

const HEIGHT = 220;
// In ui.css, readable in light and dark; a dash tells the forecast as much as the colour.
const REMAINING = "var(--cp-remaining)";
const ASSIGNED = "var(--cp-assigned)";
const REDEEMED = "var(--cp-redeemed)";
const GRID = "var(--p-color-border-secondary)";
const TOOLTIP = {
  isAnimationActive: false,
  separator: ": ",
  contentStyle: {
    background: "var(--p-color-bg-surface)",
    border: "1px solid var(--p-color-border)",
    borderRadius: "var(--p-border-radius-200)",
    color: "var(--p-color-text)",
  },
  itemStyle: { color: "var(--p-color-text)" },
  cursor: { stroke: "var(--p-color-border)", fill: "var(--p-color-bg-surface-hover)" },
};
const TEXT = { fill: "var(--p-color-text-secondary)", fontSize: 12 };

/** Remaining codes with the forecast, and codes per day. The table beside it says the same to screen readers. */
export function UseCharts({ use }: { use: UseAndRedemptions }) {
  return (
    <BlockStack gap="400">
      {use.remaining.length + use.forecast.length > 1 ? <Remaining use={use} /> : null}
      <PerDay use={use} />
    </BlockStack>
  );
}

interface Point {
  at: number;
  remaining?: number;
  forecast?: number;
  range?: [number, number];
}

function Remaining({ use }: { use: UseAndRedemptions }) {
  const points: Point[] = [
    ...use.remaining.map(({ at, remaining }) => ({ at: Date.parse(at), remaining })),
    ...use.forecast.map(({ at, remaining, least, most }) => ({
      at: Date.parse(at),
      forecast: remaining,
      range: [least, most] as [number, number],
    })),
  ];
  return (
    <figure className="cp-chart" aria-hidden="true">
      <Text as="h3" variant="headingSm">
        Remaining codes
      </Text>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ComposedChart data={points} accessibilityLayer={false}>
          <CartesianGrid stroke={GRID} vertical={false} />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            tickFormatter={(at: number) => dayOf(at, use.timeZone)}
            ticks={evenly(points)}
            minTickGap={8}
            tick={TEXT}
            stroke={GRID}
          />
          <YAxis width={56} allowDecimals={false} tickFormatter={formatCount} tick={TEXT} stroke={GRID} />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={(at) => formatTime(new Date(Number(at)).toISOString(), use.timeZone)}
            formatter={(value) =>
              Array.isArray(value)
                ? value.map((one) => formatCount(Number(one))).join(" to ")
                : formatCount(Number(value))
            }
          />
          <Legend itemSorter={null} formatter={legendText} />
          <Line
            dataKey="remaining"
            name="Remaining"
            legendType="plainline"
            stroke={REMAINING}
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="forecast"
            name="Forecast"
            legendType="plainline"
            stroke={REMAINING}
            strokeWidth={2}
            strokeDasharray="5 4"
            dot={false}
            isAnimationActive={false}
          />
          <Area
            dataKey="range"
            name="Most likely between"
            legendType="rect"
            stroke="none"
            fill={REMAINING}
            fillOpacity={0.15}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

function PerDay({ use }: { use: UseAndRedemptions }) {
  const withOrders = use.days.some(({ redeemed }) => redeemed !== null);
  return (
    <figure className="cp-chart" aria-hidden="true">
      <Text as="h3" variant="headingSm">
        Codes per day
      </Text>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ComposedChart data={use.days} accessibilityLayer={false}>
          <CartesianGrid stroke={GRID} vertical={false} />
          <XAxis dataKey="day" tickFormatter={formatDay} minTickGap={24} tick={TEXT} stroke={GRID} />
          <YAxis width={56} allowDecimals={false} tickFormatter={formatCount} tick={TEXT} stroke={GRID} />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={(day) => formatDay(String(day))}
            formatter={(value) => formatCount(Number(value))}
          />
          <Legend itemSorter={null} formatter={legendText} />
          <Bar dataKey="assigned" name="Assigned" fill={ASSIGNED} isAnimationActive={false} />
          {withOrders ? (
            <Bar dataKey="redeemed" name="Redeemed" fill={REDEEMED} isAnimationActive={false} />
          ) : null}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

/** In the colour of text: a line needs less contrast than a word. */
function legendText(name: unknown) {
  return <span className="cp-legend">{String(name)}</span>;
}

const TICKS = 5;

/** Instants with the same time between them, from the first to the last. */
function evenly(points: readonly Point[]): number[] {
  const [first = 0, last = first] = [points[0]?.at, points.at(-1)?.at];
  return Array.from({ length: TICKS }, (_, index) => first + ((last - first) * index) / (TICKS - 1));
}

function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short" }).format(new Date(at));
}
