// Shows PSI's coming activities on other organisations' websites: <psi-aktiviteter data-part="…"><a href="…">…</a></psi-aktiviteter>.
// /kalender/data/ tells how. The address of this script is for good, and pages elsewhere were made for what it does today: attributes
// are added, never renamed. It sets no cookies, and asks for nothing but aktiviteter.json.
(() => {
  const script = document.currentScript;
  const folder = new URL('.', script.src);
  // Declarations that are important in a shadow tree win over all that a page says of the element. System colours follow
  // color-scheme, and keep their contrast where a reader has colours of her own.
  const style = `
    :host { all: initial !important; display: block !important; direction: ltr !important; color-scheme: only light !important;
      font-family: var(--psi-font, system-ui, sans-serif) !important; line-height: 1.5 !important;
      color: CanvasText !important; background: Canvas !important; }
    :host([hidden]) { display: none !important; }
    :host([data-farger="auto"]) { color-scheme: light dark !important; }
    :host([data-farger="mork"]) { color-scheme: only dark !important; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { margin: 0 0 1em; }
    p, .title { margin: 0; }
    .title { font-size: 1.125em; font-weight: bold; }
    a { color: LinkText; overflow-wrap: anywhere; }
    a:focus-visible { outline: 2px solid; outline-offset: 2px; }`;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const attribute of Object.entries(attributes)) element.setAttribute(...attribute);
    element.append(...children);
    return element;
  };

  // The day in Stockholm as aktiviteter.json has it: 2027-05-10.
  const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
  const isOver = (a) => (a.wholeDay ? a.end < today() : new Date(a.end) < new Date());

  let data; // asked for once
  const fetched = () => (data ??= fetch(new URL('aktiviteter.json', folder), { credentials: 'omit' }).then((answer) => {
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }));

  const item = (a, level) => {
    const title = make(`h${level}`, { class: 'title' }, make('a', { href: a.url }, a.title));
    const state = { inställd: 'Inställt: ', flyttad: 'Ny tid: ' }[a.status] ?? '';
    const place = [a.place, a.online && 'på nätet'].filter(Boolean).join(' och ');
    const facts = make('p', {}, make('strong', {}, state), make('time', { datetime: a.start }, a.when), place && `, ${place}`);
    return make('li', {}, title, facts);
  };

  class Activities extends HTMLElement {
    async connectedCallback() {
      if (this.shadowRoot) return;
      const { part, tema, antal, niva } = { ...script.dataset, ...this.dataset };
      const way = this.querySelector('a');
      const status = make('p', { role: 'status' });
      const more = make('p', {}, make('a', { href: way?.href ?? folder.href }, way?.textContent ?? 'PSI:s kalender'));
      const sheet = new CSSStyleSheet(); // where a browser has none, the plain link stands
      sheet.replaceSync(style);
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      root.append(make('div', { lang: 'sv' }, status, more));
      try {
        const { calendars, activities } = await fetched();
        const wanted = [part && `part/${part}`, tema && `tema/${tema}`].filter(Boolean);
        const unknown = wanted.find((name) => !calendars.some((one) => one.name === name));
        const coming = activities.filter((a) => !isOver(a) && wanted.every((name) => a.calendars.includes(name)));
        if (unknown) status.textContent = `Det finns ingen kalender som heter ”${unknown}”. Kontrollera koden på sidan.`;
        else if (!coming.length) status.textContent = 'Inget är inplanerat just nu.';
        const level = niva >= 2 && niva <= 6 ? Math.floor(niva) : 3;
        const items = coming.slice(0, antal > 0 ? antal : 5).map((a) => item(a, level));
        if (items.length) more.before(make('ul', { role: 'list' }, ...items));
      } catch {
        data = undefined;
        status.textContent = 'Det gick inte att hämta aktiviteterna just nu.';
      }
    }
  }

  if (!customElements.get('psi-aktiviteter')) customElements.define('psi-aktiviteter', Activities);
})();
