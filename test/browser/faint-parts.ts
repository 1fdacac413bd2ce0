/**
 * Lines, bars and words of the charts that stand out too little from their card: 3:1 for what is drawn, 4.5:1 for text
 * (WCAG 1.4.11 and 1.4.3). Runs in the page.
 */
export function faintParts(): string[] {
  const parts = [
    { selector: ".recharts-line-curve", property: "stroke", least: 3 },
    { selector: ".recharts-bar-rectangle path", property: "fill", least: 3 },
    { selector: ".recharts-cartesian-axis-tick-value", property: "fill", least: 4.5 },
    { selector: ".cp-legend", property: "color", least: 4.5 },
  ];
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = document.querySelector(".cp-chart");
  while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)")
    behind = behind.parentElement;
  const ground = luminance(getComputedStyle(behind ?? document.body).backgroundColor);
  return parts.flatMap(({ selector, property, least }) => {
    const found = [...document.querySelectorAll(`.cp-chart ${selector}`)];
    if (found.length === 0) return [`${selector} is not there`];
    return found.flatMap((part) => {
      const own = luminance(getComputedStyle(part).getPropertyValue(property));
      const contrast = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
      return contrast < least ? [`${selector} has ${contrast.toFixed(1)}:1`] : [];
    });
  });
}
