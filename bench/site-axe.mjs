// Looks at every page with axe-core; prints what is wrong, and ends with 1 where anything is.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const base = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const key = 'clovermere-health';
const first = async path => (await (await fetch(base + path)).text()).match(/href="(\/(?:indicators|organisations)\/[^"?]+)/)[1];
const pages = [
  '/', `/clusters/${key}`, `/clusters/${key}/network`, `/clusters/${key}/advice`, '/advice', '/indicators',
  await first('/indicators'), '/organisations', await first('/organisations'), '/network', '/map', '/problems', '/sources',
  '/method', '/search?q=clover', '/search?q=zzz', '/compare', '/compare?with=2020-01-01', '/catalogue', '/catalogue/model.toml',
  '/changes', '/changes/2', `/history/clusters/${key}`, '/journal', '/evidence', '/editions', '/api', '/nowhere',
];
const explain = (await (await fetch(`${base}/clusters/${key}`)).text()).match(/\/clusters\/[^"?]+\/explain\/[^"?]+/)[0];
pages.push(explain);
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-quic'] });
let wrong = 0, looked = 0;
for (const path of pages) {
  for (const lang of ['en', 'ru']) {
    for (const width of [320, 1280]) {
      const page = await browser.newPage();
      // Scripts of the site's own alone run there; this one is put in past its policy.
      await page.setBypassCSP(true);
      await page.setViewport({ width, height: 900 });
      const said = [];
      page.on('console', it => it.type() === 'error' && said.push(it.text()));
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, { waitUntil: 'load' });
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      }));
      looked++;
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      for (const it of found.violations) {
        wrong++;
        console.log(`${path} ${lang} ${width}: ${it.id} (${it.nodes.length}): ${it.help}\n    ${it.nodes[0].html.slice(0, 160)}\n    ${it.nodes[0].failureSummary.split('\n').slice(1, 2)}`);
      }
      if (wide > 1) { wrong++; console.log(`${path} ${lang} ${width}: ${wide} pixels wider than the window`); }
      for (const it of said.filter(it => !it.includes('404'))) { wrong++; console.log(`${path} ${lang} ${width}: console: ${it}`); }
      await page.close();
    }
  }
}
await browser.close();
console.log(`${looked} views of ${pages.length} pages: ${wrong} things wrong`);
process.exit(wrong ? 1 : 0);
