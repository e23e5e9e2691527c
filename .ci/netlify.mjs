// Prints as JSON what Netlify's own parsers make of a site: node netlify.mjs NODE_MODULES NETLIFY_TOML PUBLISHED_FOLDER.
// It holds the build settings, the rules for headers and redirects, what is wrong with any of them, and what Google's evaluator
// says of the content security policy.
import { createRequire } from "node:module"
import { join, dirname, resolve } from "node:path"
import { pathToFileURL } from "node:url"

const [modules, toml, published] = process.argv.slice(2).map((name) => resolve(name))
const require = createRequire(join(modules, "x.js"))
// The parsers have no entry point for require, so their files are named.
const load = (file) => import(pathToFileURL(join(modules, file)))

const { resolveConfig } = await load("@netlify/config/lib/index.js")
const { parseAllHeaders } = await load("@netlify/headers-parser/lib/index.js")
const { parseAllRedirects } = await load("@netlify/redirect-parser/lib/index.js")

const { config } = await resolveConfig({ config: toml, repositoryRoot: dirname(toml), cwd: dirname(toml), offline: true, context: "production", branch: "main", mode: "cli" })
const headers = await parseAllHeaders({ netlifyConfigPath: toml, headersFiles: [join(published, "_headers")], configHeaders: [], minimal: false })
const redirects = await parseAllRedirects({ netlifyConfigPath: toml, redirectsFiles: [join(published, "_redirects")], configRedirects: [], minimal: false })

const policy = headers.headers.map((rule) => rule.values["Content-Security-Policy"]).find(Boolean)
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js")
const { CspParser } = require("csp_evaluator/dist/parser.js")
const findings = new CspEvaluator(new CspParser(policy).csp).evaluate()

console.log(JSON.stringify({
	build: { command: config.build.command, publish: config.build.publish, environment: config.build.environment },
	headers: headers.headers.map((rule) => ({ for: rule.for, pattern: rule.forRegExp.source, values: rule.values })),
	redirects: redirects.redirects,
	errors: [...headers.errors, ...redirects.errors].map(String),
	policy: findings.map(({ severity, directive, description }) => ({ severity, directive, description })),
}, null, "\t"))
