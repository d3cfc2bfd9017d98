/* SPDX-License-Identifier: ISC */
/*
 * OLD and NEW.  Each is a dump, or a snapshot of NRTM version 4, which is a
 * dump in another form.  NEW may be a journal: then it is OLD once more, with
 * the journal applied.  So OLD is opened twice before the lock-down, as long
 * as it is a file; the second is closed unread where it is not needed.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"
#include "cmd/sandbox.h"

struct side {
	struct dump dump;
	struct rsec_nrtm *journal; /* applied to it; NULL: none */
	/* For the thread that reads it. */
	struct rsec_irr_diff *diff;
	enum rsec_irr_side which;
	pthread_t thread;
};

struct sides {
	const struct options *options;
	struct side side[2];
	struct dump again; /* OLD once more; in is NULL where it cannot be */
	struct dump apply; /* likewise, where there is no --apply */
	struct rsec_irr_diff *diff;
};

/* Not a pipe by a name, such as /dev/stdin: what one opening reads, the other
 * would miss. */
static bool
is_file(const char *path)
{
	struct stat st;

	return strcmp(path, "-") != 0 && !rsec_fetch_is_url(path) &&
	       stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

struct sides *
sides_open(const struct options *options)
{
	struct sides *sides = cli_calloc(1, sizeof(*sides));
	const struct operand *old = &options->dump[0];
	struct operand apply = { .source = NULL };

	sides->options = options;
	dump_open(&sides->side[RSEC_IRR_OLD].dump, options, old, "object");
	dump_open(&sides->side[RSEC_IRR_NEW].dump, options, &options->dump[1],
	    "object");
	if (is_file(old->path))
		dump_open(&sides->again, options, old, "object");
	if (options->apply.count > 0) {
		apply.path = options->apply.name[0];
		dump_open(&sides->apply, options, &apply, "object");
	}
	return sides;
}

/* RC of what was read of DUMP: die where it could not be. */
static void
must(struct dump *dump, int rc)
{
	if (rc == 0)
		return;
	dump_warn(dump, "; nothing compared");
	exit(CLI_TROUBLE);
}

static enum rsec_nrtm_format
sniff(struct dump *dump)
{
	enum rsec_nrtm_format format;

	must(dump, dump_sniff(dump, &format));
	return format;
}

static struct rsec_nrtm *
read_journal(struct dump *dump)
{
	struct rsec_nrtm *journal;

	must(dump, dump_journal(dump, &journal));
	return journal;
}

/* NEW is a journal: read it, and let OLD's second opening take its place. */
static void
take_journal(struct sides *sides)
{
	struct side *new = &sides->side[RSEC_IRR_NEW];
	struct dump journal = new->dump;

	if (sides->apply.in != NULL)
		cli_die("%s is a journal itself: --apply takes the one, NEW "
			"the other, not both",
		    journal.name);
	if (sides->again.in == NULL)
		cli_die("%s is a journal of what changed: OLD must be a file, "
			"which is read twice",
		    journal.name);
	new->journal = read_journal(&journal);
	new->dump = sides->again;
	dump_close(&journal);
	memset(&sides->again, 0, sizeof(sides->again));
	if (sniff(&new->dump) == RSEC_NRTM_V4_SNAPSHOT)
		must(&new->dump, dump_snapshot(&new->dump));
}

/* Tell what the inputs are, and read those that are no dumps. */
static void
look_at(struct sides *sides)
{
	struct side *old = &sides->side[RSEC_IRR_OLD];
	struct side *new = &sides->side[RSEC_IRR_NEW];
	enum rsec_nrtm_format format;

	format = sniff(&old->dump);
	if (format == RSEC_NRTM_V4_SNAPSHOT)
		must(&old->dump, dump_snapshot(&old->dump));
	else if (format != RSEC_NRTM_NONE) {
		rsec_nrtm_free(read_journal(&old->dump));
		cli_die("%s is a journal of what changed, not a dump: it is "
			"NEW, or what --apply takes",
		    old->dump.name);
	}
	if (sides->apply.in != NULL && sniff(&sides->apply) == RSEC_NRTM_NONE)
		cli_die("--apply: %s is no journal of NRTM version 1, 3 or 4",
		    sides->apply.name);
	format = sniff(&new->dump);
	if (format == RSEC_NRTM_V4_SNAPSHOT)
		must(&new->dump, dump_snapshot(&new->dump));
	else if (format != RSEC_NRTM_NONE)
		take_journal(sides);
	if (sides->apply.in != NULL)
		old->journal = read_journal(&sides->apply);
}

/* The registry of objects that name none, if both sides agree on it. */
static const char *
default_source(const struct sides *sides)
{
	const char *old = dump_source(&sides->side[RSEC_IRR_OLD].dump);
	const char *new = dump_source(&sides->side[RSEC_IRR_NEW].dump);

	if (old == NULL || new == NULL)
		return old != NULL ? old : new;
	if (strcmp(old, new) == 0)
		return old;
	if (sides->options->dump[0].source != NULL &&
	    sides->options->dump[1].source != NULL)
		cli_die("%s and %s: two dumps of one registry are compared",
		    old, new);
	return NULL;
}

static void
set_up(struct sides *sides)
{
	const struct options *options = sides->options;
	struct rsec_irr_diff_options diff_options = {
		.filter = options->filter,
		.leniency = { options->lenient, default_source(sides), NULL },
		.all_attributes = options->all_attributes,
		.no_pair = options->no_pair,
		.check = options->input.strict,
	};
	struct side *side;
	int i;

	if ((sides->diff = rsec_irr_diff_new(&diff_options)) == NULL)
		cli_die("out of memory");
	for (i = RSEC_IRR_OLD; i <= RSEC_IRR_NEW; i++) {
		side = &sides->side[i];
		side->which = (enum rsec_irr_side)i;
		side->diff = sides->diff;
		if (side->journal != NULL)
			rsec_irr_diff_apply(
			    sides->diff, side->which, side->journal);
	}
}

static void *
read_side(void *ctx)
{
	struct side *side = ctx;
	struct dump *dump = &side->dump;
	struct rsec_diag diag = cli_notes_diag(&dump->notes);
	struct rsec_source source = dump_bytes(dump);

	dump->failed = rsec_irr_diff_read(side->diff, side->which, source,
			   dump->mapped, &diag, &dump->err) != 0;
	return NULL;
}

static void
read_both(struct sides *sides)
{
	struct side *old = &sides->side[RSEC_IRR_OLD];
	struct side *new = &sides->side[RSEC_IRR_NEW];
	bool threads = sides->options->threads > 1;

	if (threads && pthread_create(&old->thread, NULL, read_side, old) != 0)
		threads = false;
	if (!threads)
		(void)read_side(old);
	(void)read_side(new);
	if (threads)
		pthread_join(old->thread, NULL);
}

/*
 * A dump without what is compared looks like one that was cut or that is not
 * a dump at all: everything would be removed.
 */
static bool
is_empty(const struct sides *sides, const struct side *side)
{
	const struct rsec_irr_filter *filter = &sides->options->filter;

	if (rsec_irr_diff_stats(sides->diff, side->which)->named > 0)
		return false;
	cli_warn("%s: no object of %s to compare; nothing compared",
	    side->dump.name,
	    filter->source != NULL ? filter->source : "the classes");
	return true;
}

/* Tell what either side's reader had to say; whether both are sound. */
static bool
tell(const struct sides *sides)
{
	const struct rsec_irr_diff_stats *stats;
	const struct side *side;
	char text[CLI_COUNT_SIZE];
	bool sound = !sides->side[RSEC_IRR_OLD].dump.failed &&
		     !sides->side[RSEC_IRR_NEW].dump.failed;
	int i;

	for (i = RSEC_IRR_OLD; i <= RSEC_IRR_NEW; i++) {
		side = &sides->side[i];
		stats = rsec_irr_diff_stats(sides->diff, side->which);
		cli_notes_tell(&side->dump.notes, stats->read);
		if (side->dump.failed)
			dump_warn(&side->dump, "; nothing compared");
		else if (sound && is_empty(sides, side))
			sound = false;
		else if (sides->options->input.verbose)
			cli_warn("%s: %s objects compared", side->dump.name,
			    cli_count(text, stats->objects));
	}
	return sound;
}

const struct rsec_irr_diff *
sides_read(struct sides *sides)
{
	struct rsec_err err;

	sandbox_enter();
	look_at(sides);
	set_up(sides);
	read_both(sides);
	if (!tell(sides))
		return NULL;
	if (rsec_irr_diff_finish(sides->diff, &err) != 0)
		cli_die("%s", err.msg);
	return sides->diff;
}

void
sides_close(struct sides *sides)
{
	int i;

	rsec_irr_diff_free(sides->diff);
	for (i = RSEC_IRR_OLD; i <= RSEC_IRR_NEW; i++) {
		rsec_nrtm_free(sides->side[i].journal);
		dump_close(&sides->side[i].dump);
	}
	dump_close(&sides->again);
	dump_close(&sides->apply);
	free(sides);
}
