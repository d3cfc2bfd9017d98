/* SPDX-License-Identifier: ISC */
/* verify: every block of a store against its digest, and every invariant. */
#include "cmd/cli.h"
#include "cmd/roa-history/roa-history.h"
#include "cmd/sandbox.h"

int
verify(const struct options *options)
{
	struct rsec_history *history;
	struct store store;
	struct rsec_err err;
	char digest[33];

	need_operands(options, 0, 0, NULL);
	store_open(&store, options);
	sandbox_enter();
	history = store_read(&store);
	if (rsec_history_verify(history, &err) != 0)
		cli_die_err(store.path, &err);
	if (!options->input.quiet) {
		rsec_history_digest(history, digest);
		cli_warn("%s: no error, digest %s", store.path, digest);
	}
	store_close(&store);
	return CLI_OK;
}
