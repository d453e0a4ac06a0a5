const minus = (text) => text.replace("-", "\u2212");

/** A number with the digits that matter. */
export function number(value, percent = false) {
  if (value === null || value === undefined) return "none";
  const shown = percent ? 100 * value : value;
  const size = Math.abs(shown);
  const digits = Number.isInteger(shown) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return minus(shown.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })) + (percent ? "\u00a0%" : "");
}

/** +0.82 or −0.67, from hundredths. */
export const signed = (hundredths) => (hundredths < 0 ? "\u2212" : "+") + (Math.abs(hundredths) / 100).toFixed(2);

/** A share of runs, in whole percent. */
export const share = (whole, runs) => (runs === 1 ? (whole ? "member" : "no member") : `${whole}\u00a0% of the runs`);
