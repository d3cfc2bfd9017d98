/* SPDX-License-Identifier: ISC */
/* The verbs of roa-history, in the order of --help. */
#include <string.h>

#include "cmd/roa-history/roa-history.h"

const struct verb verbs[] = {
	{ "ingest", VERB_INGEST, "[options] FILE|DIR|URL|-...", ingest },
	{ "fetch", VERB_FETCH,
	    "[--from DATE] [--to DATE] [--tal NAME] [options]", fetch },
	{ "sources", VERB_SOURCES, "[--tal NAME] [--from DATE] [--to DATE]",
	    sources },
	{ "show", VERB_SHOW, "[options] PREFIX", show },
	{ "check", VERB_CHECK, "[options] [PREFIX ORIGIN]", check },
	{ "covered", VERB_COVERED, "[options] PREFIX", covered },
	{ "asn", VERB_ASN, "[options] ASN", asn },
	{ "changes", VERB_CHANGES, "[options] DATE [DATE]", changes },
	{ "stats", VERB_STATS, "[options]", stats },
	{ "delay", VERB_DELAY, "[options]", delay },
	{ "plot", VERB_PLOT, "[options] PREFIX | NUMBER", plot },
	{ "export", VERB_EXPORT, "[options]", export_store },
	{ "info", VERB_INFO, "", info },
	{ "verify", VERB_VERIFY, "", verify },
	{ "serve", VERB_SERVE, "[--listen ADDRESS:PORT | --cgi]", serve },
	{ NULL, 0, NULL, NULL },
};

const struct verb *
verb_find(const char *name)
{
	const struct verb *verb = verbs;

	while (verb->name != NULL && strcmp(verb->name, name) != 0)
		verb++;
	return verb->name != NULL ? verb : NULL;
}
