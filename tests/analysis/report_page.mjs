// Opens a report as its readers do and prints what they meet, as JSON: node report_page.mjs PAGE FOLDER
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../analysis/entente/report/page/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [, , page_file, folder] = process.argv;
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
const seen = { said: [], asked: [] };

async function opened(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, ...options });
  const page = await context.newPage();
  page.on("console", (message) => seen.said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.said.push(`error: ${error.message}`));
  page.on("request", (request) => request.url() !== pathToFileURL(page_file).href && seen.asked.push(request.url()));
  await page.goto(pathToFileURL(page_file).href);
  return page;
}

/** What axe finds, as rule and place; rules that a document on its own cannot meet are left out. */
async function barriers(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  return found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\n").slice(1, 2)}`));
}

/** Pictures that a reader sees: not hidden, of some size, with shapes in them. */
const pictures = (page) => page.evaluate(() => [...document.querySelectorAll(".canvas svg")].filter((svg) => {
  const { width, height } = svg.getBoundingClientRect();
  return width > 50 && height > 20 && svg.querySelectorAll("path").length > 1;
}).length);

const page = await opened();
await page.waitForSelector("[data-ready]");
seen.tabbed = [];
for (let n = 0; n < 24; n += 1) {
  await page.keyboard.press("Tab");
  seen.tabbed.push(await page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at.matches(".chips input") ? at.nextElementSibling : at);
    return [at.id || at.name || at.textContent.trim().slice(0, 24), style.outlineStyle !== "none"];
  }));
}
seen.pictures = await pictures(page);
seen.barriers = await barriers(page);
seen.text = await page.evaluate(() => document.body.textContent);
seen.headline = await page.textContent(".headline");
seen.findings = await page.locator(".card li").allTextContents();
seen.headings = await page.locator("h2").allTextContents();

const first = page.locator(".of-alliance:not([hidden]) .curve .canvas").first();
await first.scrollIntoViewIfNeeded();
await first.hover();
seen.hovered = await page.locator(".tooltip").innerText();
await page.mouse.move(0, 0);
await first.focus();
for (const key of ["Home", "ArrowRight", "End"]) await page.keyboard.press(key);
seen.read = await first.getAttribute("aria-valuetext");

const map = page.locator(".of-alliance:not([hidden]) .belonging .canvas").first();
await map.scrollIntoViewIfNeeded();
await map.focus();
await page.keyboard.press("End");
seen.read_map = await map.getAttribute("aria-valuetext");
await page.keyboard.press("Enter");
seen.state = await page.locator("#state-choice").inputValue();
seen.count_of_state = await page.locator("#event-count").textContent();
await page.selectOption("#state-choice", "");
seen.count = await page.locator("#event-count").textContent();
await page.fill("#event-search", "admitted");
seen.found = await page.locator("#events tbody tr td:nth-child(4)").allTextContents();
await page.fill("#event-search", "");
await page.locator("#events th button").first().click();
await page.locator("#events th button").first().click();
seen.dates = await page.locator("#events tbody tr td:first-child").allTextContents();

const chips = page.locator(".chips input");
if ((await chips.count()) > 1) {
  const shown = () => page.evaluate(() => [...document.querySelectorAll(".of-alliance:not([hidden])")].map((each) => each.dataset.alliance));
  seen.before = await shown();
  await chips.first().focus();
  await page.keyboard.press("ArrowRight");
  seen.after = await shown();
  await page.keyboard.press("ArrowLeft");
}
if (await page.locator("#network-date").count()) {
  const date = () => page.locator(".player output").textContent();
  await page.locator("#network-date").focus();
  await page.keyboard.press("Home");
  seen.network = [await date()];
  await page.keyboard.press("End");
  seen.network.push(await date());
}

const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
seen.light = await ground();
await page.selectOption("#theme-choice", "dark");
seen.dark = await ground();
seen.barriers_dark = await barriers(page);
await page.selectOption("#theme-choice", "");
const pdf = await page.pdf({ path: `${folder}/report.pdf`, format: "A4", printBackground: true });
seen.pdf = pdf.subarray(0, 5).toString();

const plain = await opened({ javaScriptEnabled: false, colorScheme: "dark" });
seen.pictures_plain = await plain.locator(".canvas svg").count();
seen.rows_plain = await plain.locator("#events tbody tr").count();
await plain.screenshot({ path: `${folder}/plain-dark.png` });

const phone = await opened({ viewport: { width: 360, height: 740 } });
await phone.waitForSelector("[data-ready]");
seen.overflow = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

await browser.close();
console.log(JSON.stringify(seen));
