import { select } from "d3-selection";

const box = select("body").append("div").attr("class", "tooltip").attr("aria-hidden", "true").attr("hidden", "");

/** Shows a title and lines ([colour's class, words, value]) beside a place of the window. */
export function show(x, y, title, lines) {
  box.attr("hidden", null).selectAll("*").remove();
  box.append("b").text(title);
  for (const [colour, words, value] of lines) {
    const line = box.append("div");
    if (colour) line.append("i").attr("class", `swatch ${colour}`);
    line.append("span").text(words);
    if (value !== undefined) line.append("em").text(value);
  }
  const { width, height } = box.node().getBoundingClientRect();
  const left = x + 16 + width > window.innerWidth ? Math.max(4, x - width - 16) : x + 16;
  const top = Math.min(Math.max(4, y - height / 2), window.innerHeight - height - 4);
  box.style("left", `${left}px`).style("top", `${top}px`);
}

export const hide = () => box.attr("hidden", "");
