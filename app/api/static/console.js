// The examples above Swagger UI: one click fetches a fresh message, hands it in and shows what came back.
"use strict";

const OORDELEN = {
  goedgekeurd: "Goedgekeurd",
  afgekeurd: "Afgekeurd",
  deels_afgekeurd: "Deels afgekeurd",
  aangehouden: "Aangehouden",
};
const omschrijvingen = new Map();
const vak = (id) => document.getElementById(id);

function maak(naam, { klasse, tekst } = {}, ...kinderen) {
  const element = document.createElement(naam);
  if (klasse) element.className = klasse;
  if (tekst !== undefined) element.textContent = tekst;
  element.append(...kinderen);
  return element;
}

function kiesReeks(nieuw) {
  const bewaard = nieuw ? null : sessionStorage.getItem("reeks");
  const reeks = bewaard ?? String(Math.floor(Math.random() * (Number(vak("reeks").dataset.hoogste) + 1)));
  sessionStorage.setItem("reeks", reeks);
  vak("reeks").textContent = reeks;
}

function meld(tekst, fout = false) {
  vak("melding").textContent = tekst;
  vak("melding").classList.toggle("fout", fout);
}

class Probleem extends Error {}

// The key that was filled in under Authorize; it stays in this page.
function sleutelkop() {
  const sleutel = swagger.authSelectors.authorized()?.getIn(["sleutel", "value"]);
  return sleutel ? { Authorization: `Bearer ${sleutel}` } : {};
}

async function vraag(adres, opties = {}) {
  const antwoord = await fetch(adres, { ...opties, headers: { ...opties.headers, ...sleutelkop() } });
  if (antwoord.ok) return antwoord;
  let tekst = `Status ${antwoord.status}`;
  try {
    const probleem = await antwoord.json();
    tekst = [`${probleem.title}.`, probleem.detail, ...(probleem.fouten ?? []).map((fout) => fout.melding)].join(" ");
  } catch {
    // The body was no problem document; the status has to do.
  }
  throw new Probleem(tekst);
}

function lever(adres, xml, vorm) {
  return vraag(adres, { method: "POST", headers: { "Content-Type": "application/xml", Accept: vorm }, body: xml });
}

async function stuur(naam) {
  const toetsen = vak("alleen-toetsen").checked;
  const bericht = await (await vraag(`api/v1/voorbeelden/${naam}?reeks=${vak("reeks").textContent}`)).text();
  const deur = toetsen ? "api/v1/toetsingen" : "api/v1/berichten";
  const oordeel = await (await lever(deur, bericht, "application/json")).json();
  const antwoord = toetsen
    ? await (await lever(deur, bericht, "application/xml")).text()
    : await (await vraag(oordeel.retour.link)).text();
  return { bericht, oordeel, antwoord, toetsen, codes: await leesCodes(antwoord) };
}

async function leesCodes(xml) {
  const boom = new DOMParser().parseFromString(xml, "application/xml");
  const codes = [...new Set([...boom.getElementsByTagNameNS("*", "RetourCode")].map((element) => element.textContent))];
  for (const code of codes.filter((een) => !omschrijvingen.has(een))) {
    const gevonden = await (await vraag(`api/v1/retourcodes/${code}`)).json();
    omschrijvingen.set(code, gevonden.omschrijving);
  }
  return codes;
}

function toonXml(titel, xml) {
  const pre = maak("pre", { klasse: "xml" });
  pre.tabIndex = 0;
  pre.setAttribute("aria-label", titel);
  let inCode = false;
  for (const stuk of xml.split(/(<[^>]+>)/)) {
    const tag = stuk.startsWith("<");
    pre.append(tag || inCode ? maak("span", { klasse: tag ? "tag" : "kenmerk", tekst: stuk }) : stuk);
    inCode = /^<\w+:RetourCode>$/.test(stuk);
  }
  return maak("section", {}, maak("h3", { tekst: titel }), pre);
}

function toonBevinding(een) {
  const plaats = een.regelnummer ? `regel ${een.regelnummer} van het bericht` : "";
  const feiten = [`Gevonden: ${een.gevonden}`, `verwacht: ${een.verwacht}`];
  if (een.vergeleken_met) feiten.push(`vergeleken met: ${een.vergeleken_met}`);
  return maak(
    "div",
    { klasse: "bevinding" },
    maak("p", { klasse: "waar" }, maak("code", { tekst: een.retourcode }), ` ${een.klasse}, regel ${een.regel}. ${een.uitleg}`),
    maak("p", { tekst: `${feiten.join("; ")}${plaats ? ` (${plaats})` : ""}.` }),
  );
}

function toonNietToetsbaar(een) {
  return maak(
    "div",
    { klasse: "bevinding stil" },
    maak("p", { klasse: "waar", tekst: `Regel ${een.regel} is niet te toetsen.` }),
    maak("p", { tekst: een.reden }),
  );
}

function toon({ bericht, oordeel, antwoord, toetsen, codes }) {
  const soort = oordeel.bericht.code;
  const kop = maak(
    "h2",
    {},
    maak("span", { klasse: `oordeel ${oordeel.oordeel}`, tekst: OORDELEN[oordeel.oordeel] }),
    `${soort} beantwoord met ${oordeel.retour.code}`,
  );
  const lijst = maak("ul", { klasse: "codes" });
  for (const code of codes) lijst.append(maak("li", {}, maak("code", { tekst: code }), ` ${omschrijvingen.get(code)}`));
  if (!codes.length) lijst.append(maak("li", { tekst: "Het antwoord bevat geen retourcodes: alles is in orde." }));
  const uitleg = [...oordeel.bevindingen.map(toonBevinding), ...oordeel.niet_toetsbaar.map(toonNietToetsbaar)];
  if (!uitleg.length) uitleg.push(maak("p", { tekst: "Alle regels zijn getoetst en geen enkele is overtreden." }));
  const waar = maak("p", { tekst: "Er is niets bewaard. " });
  if (!toetsen) {
    const link = maak("a", { tekst: `bericht ${oordeel.id}` });
    link.href = oordeel.retour.link.replace(/\/retour$/, "");
    waar.replaceChildren("Bewaard als ", link, ".");
  }
  const paar = maak("div", { klasse: "xml-paar" }, toonXml(`Antwoord: ${oordeel.retour.code}`, antwoord), toonXml(`Ingeleverd: ${soort}`, bericht));
  vak("uitslag").replaceChildren(kop, lijst, maak("h3", { tekst: "Uitleg" }), ...uitleg, waar, paar);
  vak("uitslag").hidden = false;
}

async function klik(gebeurtenis) {
  const knoppen = document.querySelectorAll(".voorbeeld");
  const knop = gebeurtenis.currentTarget;
  knoppen.forEach((een) => (een.disabled = true));
  meld(`${knop.dataset.code} wordt ingeleverd…`);
  try {
    const uitslag = await stuur(knop.dataset.naam);
    toon(uitslag);
    meld(`${uitslag.oordeel.bericht.code} ${OORDELEN[uitslag.oordeel.oordeel].toLowerCase()}: het antwoord staat hieronder.`);
  } catch (fout) {
    vak("uitslag").hidden = true;
    meld(fout instanceof Probleem ? fout.message : "De dienst is niet te bereiken.", true);
  } finally {
    knoppen.forEach((een) => (een.disabled = false));
    knop.focus({ preventScroll: true });
  }
}

kiesReeks(false);
vak("nieuwe-reeks").addEventListener("click", () => {
  kiesReeks(true);
  vak("uitslag").hidden = true;
  meld("Een nieuwe reeks, met een ander kind. Begin bij stap 1.");
});
document.querySelectorAll(".voorbeeld").forEach((knop) => knop.addEventListener("click", klik));

const swagger = SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  // Swagger UI would otherwise show the address of this page to a validator on the internet.
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  // Its editor starts with a sample that it makes up from the schema; ours is a real message.
  plugins: [
    () => ({
      afterLoad(systeem) {
        systeem.fn.jsonSchema202012.getXmlSampleSchema = (schema, _, voorbeeld) => voorbeeld ?? schema?.example ?? "";
      },
    }),
  ],
  layout: "BaseLayout",
});
