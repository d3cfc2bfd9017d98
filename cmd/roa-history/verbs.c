/* SPDX-License-Identifier: ISC */
/* The verbs of roa-history, in the order of --help. */
#include <string.h>

#include "cmd/roa-history/roa-history.h"

const struct verb verbs[] = {
	{ "ingest", VERB_INGEST, "[options] FILE|DIR|URL|-...", ingest },
	{ "sources", VERB_SOURCES, "[--tal NAME] [--from DATE] [--to DATE]",
	    sources },
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
