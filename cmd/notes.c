/* SPDX-License-Identifier: ISC */
/*
 * What readers report, in the order of the inputs: each thread keeps its own
 * notes, and they are printed when all threads are done.
 */
#include "cmd/notes.h"

#include <stdlib.h>

#include "cmd/cli.h"

/* Make room for one more; a note that finds none is only counted. */
static bool
grow(struct cli_notes *notes)
{
	size_t room = notes->room > 0 ? 2 * notes->room : 8;
	struct rsec_err *more;

	if (notes->count < notes->room)
		return true;
	more = realloc(notes->note, room * sizeof(*more));
	if (more == NULL)
		return false;
	notes->note = more;
	notes->room = room;
	return true;
}

/* What was repaired (RSEC_ERR_NONE), or never came, is told, but not skipped.
 */
static bool
is_skipped(const struct rsec_err *err)
{
	return err->code != RSEC_ERR_NONE && err->code != RSEC_ERR_NET;
}

static int
keep(void *ctx, const struct rsec_err *err)
{
	struct cli_notes *notes = ctx;
	uint64_t missing = 0, *count = &missing;

	if (err->code == RSEC_ERR_NONE)
		count = &notes->repaired;
	else if (is_skipped(err))
		count = &notes->skipped;

	/* One more than is shown, so that the rest is known to be there. */
	if ((notes->verbose || *count <= CLI_DIAG_MAX) && grow(notes))
		notes->note[notes->count++] = *err;
	++*count;
	return notes->strict && err->code != RSEC_ERR_NONE ? -1 : 0;
}

struct rsec_diag
cli_notes_diag(struct cli_notes *notes)
{
	return (struct rsec_diag){ keep, notes };
}

void
cli_notes_tell(const struct cli_notes *notes, uint64_t total)
{
	struct cli_diag diag = { .file = notes->file,
		.unit = notes->unit,
		.strict = notes->strict,
		.verbose = notes->verbose };
	char repaired[CLI_COUNT_SIZE];
	size_t i, told = 0;

	for (i = 0; i < notes->count; i++) {
		if (is_skipped(&notes->note[i]))
			(void)cli_diag_report(&diag, &notes->note[i]);
		else if (notes->verbose || told++ < CLI_DIAG_MAX)
			cli_warn_err(notes->file, &notes->note[i]);
	}
	if (notes->repaired > 0)
		cli_warn("%s: %s value%s repaired", notes->file,
		    cli_count(repaired, notes->repaired),
		    notes->repaired == 1 ? "" : "s");
	diag.skipped = notes->strict ? 0 : notes->skipped;
	cli_diag_summary(&diag, total);
}

void
cli_notes_fini(struct cli_notes *notes)
{
	free(notes->note);
}
