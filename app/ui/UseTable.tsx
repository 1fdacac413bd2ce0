import { formatCount, formatDay, formatTime } from "./format.ts";
import type { UseAndRedemptions } from "./use-and-redemptions.ts";

/** What the charts draw, in figures: for screen readers, and for whoever wants figures. */
export function UseTable({ use }: { use: UseAndRedemptions }) {
  const withOrders = use.days.some(({ redeemed }) => redeemed !== null);
  const withRemaining = use.days.some(({ remaining }) => remaining !== null);
  const ahead = use.forecast.filter((_, index) => index % 6 === 0);
  return (
    <>
      <table className="cp-table">
        <caption>Codes per day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Assigned</th>
            {withOrders ? <th scope="col">Redeemed</th> : null}
            {withRemaining ? <th scope="col">Remaining at the end of the day</th> : null}
          </tr>
        </thead>
        <tbody>
          {use.days.map(({ day, assigned, redeemed, remaining }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day)}</th>
              <td>{formatCount(assigned)}</td>
              {withOrders ? <td>{formatCount(redeemed ?? 0)}</td> : null}
              {withRemaining ? <td>{remaining === null ? "–" : formatCount(remaining)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {ahead.length > 0 ? (
        <table className="cp-table">
          <caption>What will probably remain</caption>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Remaining</th>
              <th scope="col">Between</th>
            </tr>
          </thead>
          <tbody>
            {ahead.map(({ at, remaining, least, most }) => (
              <tr key={at}>
                <th scope="row">{formatTime(at, use.timeZone)}</th>
                <td>{formatCount(remaining)}</td>
                <td>{`${formatCount(least)} and ${formatCount(most)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}
