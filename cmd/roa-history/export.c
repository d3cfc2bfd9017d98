/* SPDX-License-Identifier: ISC */
/* export: all that is in a store, for other programs. */
#include <unistd.h>

#include "cmd/roa-history/ask.h"

int
export_store(const struct options *options)
{
	struct ask ask;

	need_operands(options, 0, 0, NULL);
	ask_open(&ask, options);
	ask_begin(&ask);
	if (options->sql) {
		ask.out = cli_out(STDOUT_FILENO, RSEC_OUT_TEXT, NULL);
		export_sql(&ask);
	} else {
		ask.out =
		    cli_out(STDOUT_FILENO, options->format, span_columns(&ask));
		ask_done(&ask,
		    rsec_history_all(ask.history, span_print, &ask, &ask.err));
	}
	return ask_close(&ask, CLI_OK);
}
