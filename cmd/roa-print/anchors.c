/* SPDX-License-Identifier: ISC */
/*
 * Trust anchors: the TALs, named with -t or those that Debian's package
 * rpki-trust-anchors installs, and their certificates out of the cache.
 */
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"

#define DEFAULT_TALS "/etc/tals/*.tal"
#define TAL_MAX	     ((size_t)64 << 10) /* bytes */

/* "ripe" of "/etc/tals/ripe.tal", as rpki-client names it. */
static char *
name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *leaf = slash != NULL ? slash + 1 : path;
	size_t n = strlen(leaf);
	char *name;

	if (n > 4 && strcmp(leaf + n - 4, ".tal") == 0)
		n -= 4;
	if ((name = strndup(leaf, n)) == NULL)
		cli_die("out of memory");
	return name;
}

static void
open_tal(struct setup *setup, const char *path)
{
	struct anchor *anchor = &setup->anchor[setup->anchor_count++];
	struct rsec_input *in;
	struct rsec_err err;

	if (rsec_input_open(path, NULL, &in, &err) != 0 ||
	    rsec_input_slurp(in, TAL_MAX, &anchor->text, &anchor->len, &err) !=
		0)
		cli_die_err(path, &err);
	rsec_input_close(in);
	anchor->name = name_of(path);
}

void
anchors_open(struct setup *setup)
{
	const struct options *options = setup->options;
	glob_t found;
	size_t i;

	for (i = 0; i < options->tal_count; i++)
		open_tal(setup, options->tal[i]);
	if (!options->default_tals)
		return;
	if (glob(DEFAULT_TALS, 0, NULL, &found) == 0) {
		for (i = 0; i < found.gl_pathc && i < TALS_MAX; i++)
			open_tal(setup, found.gl_pathv[i]);
		globfree(&found);
	}
}

static void
parse(struct setup *setup, struct anchor *anchor)
{
	struct rsec_bytes text = { (const uint8_t *)anchor->text, anchor->len };
	struct rsec_findings findings;

	rsec_findings_init(&findings, &setup->arena);
	if (rsec_tal_parse(text, &setup->arena, &findings, &anchor->tal) != 0 ||
	    anchor->tal.spki.len == 0)
		cli_die("%s.tal: %s", anchor->name,
		    findings.count > 0
			? findings.list[0].message
			: "not a trust anchor locator (RFC 8630)");
	rsec_findings_fini(&findings);
}

/* 1; 0 where the certificate is not there; -1 where it is not the TAL's. */
static int
read_anchor(const struct setup *setup, struct anchor *anchor,
    struct rsec_chain *chain, struct rsec_err *err)
{
	int rc = rsec_cachedir_anchor(
	    setup->cache, anchor->name, &anchor->tal, &anchor->file, err);

	if (rc == 0)
		rsec_err_set(err, RSEC_ERR_IO,
		    "the certificate of trust anchor %s is not there",
		    anchor->name);
	if (rc == 1 && rsec_chain_add_anchor(chain, anchor->name, &anchor->tal,
			   anchor->file, NULL, err) != 0)
		rc = -1;
	return rc;
}

/*
 * A cache need not have each default anchor; one that was named it must, and
 * none may have a key that is not its TAL's: then all below it is missing.
 */
void
anchors_read(struct setup *setup)
{
	const struct options *options = setup->options;
	size_t i, kept = 0, count = setup->anchor_count;
	struct rsec_chain *chain;
	struct rsec_err err;
	bool tell;
	int rc;

	if (setup->cache == NULL)
		return;
	setup->anchor_count = 0;
	chain = anchors_chain(setup);
	for (i = 0; i < count; i++) {
		struct anchor anchor = setup->anchor[i];

		parse(setup, &anchor);
		rc = read_anchor(setup, &anchor, chain, &err);
		if (rc == 1) {
			setup->anchor[kept++] = anchor;
			continue;
		}
		tell = rc == -1 || !options->default_tals;
		if (tell || options->verbose)
			cli_warn_err(options->cache, &err);
		setup->anchor_missing += tell;
		rsec_cachedir_drop(anchor.file);
		free(anchor.name);
		free(anchor.text);
	}
	rsec_chain_free(chain);
	setup->anchor_count = kept;
	if (kept == 0 && setup->anchor_missing++ == 0)
		cli_warn("%s: has no trust anchor of %s", options->cache,
		    DEFAULT_TALS);
}

struct rsec_chain *
anchors_chain(const struct setup *setup)
{
	const struct options *options = setup->options;
	struct rsec_cache cache = { NULL, NULL, NULL };
	struct rsec_chain *chain;
	struct rsec_err err;
	size_t i;

	if (setup->cache != NULL)
		cache = rsec_cachedir_cache(setup->cache);
	chain = rsec_chain_new(cache, &options->policy, options->at);
	if (chain == NULL)
		cli_die("out of memory");
	for (i = 0; i < setup->anchor_count; i++)
		if (rsec_chain_add_anchor(chain, setup->anchor[i].name,
			&setup->anchor[i].tal, setup->anchor[i].file, NULL,
			&err) != 0)
			cli_die_err(setup->anchor[i].name, &err);
	return chain;
}
