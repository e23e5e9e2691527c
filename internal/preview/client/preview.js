// The browser's side of psi serve. It listens for what its page should look like now, and sees to it: another version
// is loaded (the browser keeps the place), another style sheet is exchanged, faults are laid over the page, drafts are
// marked.
"use strict";
{
	const { version, now } = document.currentScript.dataset;
	// The page's own scripts run after this one, and go by the time that psi was given.
	if (now) Date.now = () => Number(now);
	let source, shown, overlay;

	const connect = () => {
		source?.close();
		source = new EventSource("/_psi/events?path=" + encodeURIComponent(location.pathname));
		source.onmessage = (event) => show(JSON.parse(event.data));
		source.onerror = (event) => {
			// Some browsers give up on a server that is not there.
			if (event.target !== source || source.readyState !== EventSource.CLOSED) return;
			setTimeout(() => document.hidden || connect(), 1000);
		};
	};

	// A browser has few connections to one server: a page that nobody sees leaves its own to others.
	const rest = () => source?.close();
	addEventListener("pagehide", rest);
	addEventListener("pageshow", (event) => event.persisted && connect());
	document.addEventListener("visibilitychange", () => (document.hidden ? rest() : connect()));
	if (!document.hidden) connect();

	const show = (state) => {
		if (state.moved) {
			rest();
			location.replace(state.moved);
			return;
		}
		if (state.version !== version) {
			rest();
			location.reload();
			return;
		}
		exchange(state.styles);
		mark(state.drafts);
		const faults = JSON.stringify([state.faults, state.more]);
		if (faults !== shown) {
			shown = faults;
			cover(state.faults, state.more);
		}
	};

	// exchange puts new style sheets in the place of the old, which stay until the new have come.
	const exchange = (styles) => {
		const links = [...document.head.querySelectorAll('link[rel="stylesheet"]:not([data-leaving])')];
		links.forEach((link, i) => {
			if (!styles[i] || link.getAttribute("href") === styles[i]) return;
			const next = link.cloneNode();
			next.setAttribute("href", styles[i]);
			link.dataset.leaving = "";
			next.onload = next.onerror = () => link.remove();
			link.after(next);
		});
	};

	const make = (name, text, ...children) => {
		const element = document.createElement(name);
		if (text) element.textContent = text;
		element.append(...children);
		return element;
	};

	// cover shows what is wrong, over the page as it last was.
	const cover = (faults, more) => {
		overlay?.remove();
		overlay = null;
		if (!faults.length) return;
		overlay = document.createElement("psi-faults");
		overlay.lang = "sv";
		const style = make("link");
		style.rel = "stylesheet";
		style.href = "/_psi/preview.css";
		const remarks = faults.every((fault) => fault.remark); // which leave the page in sight
		const number = faults.length + more;
		const [one, many] = remarks ? ["En anmärkning", " anmärkningar"] : ["Ett problem", " problem"];
		const heading = make(remarks ? "summary" : "h2", number === 1 ? one : number + many);
		const panel = make(remarks ? "details" : "section", "", heading);
		if (!remarks) {
			const hide = make("button", "Dölj");
			hide.type = "button";
			hide.onclick = () => overlay.remove();
			panel.append(hide);
			panel.setAttribute("role", "alert");
		}
		for (const fault of faults) {
			const article = make("article");
			if (fault.place) article.append(make("p", fault.place));
			article.append(make("h3", (fault.remark && !remarks ? "Anmärkning: " : "") + fault.message));
			if (fault.excerpt) article.append(make("pre", fault.excerpt));
			if (fault.hint) article.append(make("p", "Tips: " + fault.hint));
			panel.append(article);
		}
		if (more) panel.append(make("p", "… och " + more + " till."));
		overlay.attachShadow({ mode: "open" }).append(style, panel);
		document.body.append(overlay);
	};

	// mark tells drafts from what will be published.
	const mark = (drafts) => {
		if (!drafts.length || document.querySelector("[data-psi-draft]")) return;
		const addresses = new Set(drafts);
		const note = (text) => {
			const element = make("strong", text);
			element.dataset.psiDraft = "";
			return element;
		};
		if (addresses.has(location.pathname)) {
			document.querySelector("h1")?.before(note("Utkast – publiceras inte än"));
		}
		for (const link of document.querySelectorAll("a[href]")) {
			if (link.origin === location.origin && addresses.has(link.pathname)) link.append(note(" (utkast)"));
		}
	};
}
