/* SPDX-License-Identifier: ISC */
/*
 * Which sources are meant: those that operands name, by their own name or by
 * that of their group; without operands all that are not optional.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/rsec-fetch/rsec-fetch.h"
#include "io/input.h"
#include "paths.h"

#define CONF_MAX ((uint64_t)16 << 20) /* bytes */

static void
choose_operands(struct fetch *fetch)
{
	const struct options *options = fetch->options;
	const struct rsec_feed *feed;
	const char *name;
	size_t i, j;
	bool any;

	for (i = 0; i < options->operand_count; i++) {
		name = options->operands[i];
		any = false;
		for (j = 0; j < fetch->feeds.count; j++) {
			feed = &fetch->feeds.feed[j];
			if (strcmp(feed->name, name) == 0 ||
			    (strcmp(feed->group, name) == 0 &&
				(options->all || options->list ||
				    !feed->optional)))
				fetch->chosen[j] = true;
			any = any || strcmp(feed->name, name) == 0 ||
			      strcmp(feed->group, name) == 0;
		}
		if (!any)
			cli_die(
			    "%s is no source and no group; see --list", name);
	}
}

void
sources_read(struct fetch *fetch)
{
	const struct options *options = fetch->options;
	const struct rsec_input_options in_options = { .max_size = CONF_MAX };
	const char *name = options->conf != NULL ? options->conf : RSEC_CONF;
	struct rsec_input *in;
	struct rsec_err err;
	size_t i;

	if (options->conf == NULL && access(name, F_OK) != 0)
		cli_die("%s: %s; -c names another", name, strerror(errno));
	if (rsec_input_open(name, &in_options, &in, &err) != 0 ||
	    rsec_feeds_read(&fetch->feeds, rsec_input_source(in), &err) != 0)
		cli_die_err(name, &err);
	rsec_input_close(in);
	if (fetch->feeds.count == 0)
		cli_die("%s: no source is in it", name);
	fetch->chosen = cli_calloc(fetch->feeds.count, sizeof(*fetch->chosen));
	choose_operands(fetch);
	for (i = 0; options->operand_count == 0 && i < fetch->feeds.count; i++)
		fetch->chosen[i] = options->all || options->list ||
				   !fetch->feeds.feed[i].optional;
}
