/* SPDX-License-Identifier: ISC */
#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"
int
validate(const struct setup *setup, struct rsec_out *out)
{
	(void)setup;
	(void)out;
	cli_die("--validate is not built yet");
}
