/* SPDX-License-Identifier: ISC */
/*
 * What a reader reports, kept until it is this input's turn, so that messages
 * come in the order of the inputs and not of the threads.
 */
#ifndef RSEC_CMD_NOTES_H
#define RSEC_CMD_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct cli_notes {
	const char *file;
	const char *unit; /* what is skipped: "object" */
	bool strict, verbose;
	struct rsec_err *note;
	size_t count, room;
	uint64_t skipped, repaired;
};

struct rsec_diag cli_notes_diag(struct cli_notes *notes);
/* Print all, and how many of TOTAL were skipped (0: not known). */
void cli_notes_tell(const struct cli_notes *notes, uint64_t total);
void cli_notes_fini(struct cli_notes *notes);

#endif
