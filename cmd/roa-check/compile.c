/* SPDX-License-Identifier: ISC */
/* --compile: the VRPs of all inputs in the form that is mapped, not parsed. */
#include <string.h>
#include <sys/stat.h>

#include "cmd/cli.h"
#include "cmd/rewrite.h"
#include "cmd/roa-check/roa-check.h"
#include "cmd/sandbox.h"
#include "rpki/vrpmap.h"

/* The name is about to be replaced, which no device would survive. */
static void
check_name(const char *name)
{
	struct stat st;

	if (strcmp(name, "-") == 0 ||
	    (stat(name, &st) == 0 && !S_ISREG(st.st_mode)))
		cli_die("--compile %s: not a regular file", name);
}

struct compilation {
	const struct options *options;
	struct cli_vrps *inputs;
};

static int
fill(void *ctx, struct rsec_replace *to)
{
	const struct compilation *compilation = ctx;
	const struct options *options = compilation->options;
	const struct rsec_vrps *vrps;
	struct rsec_err err;

	sandbox_enter();
	vrps = cli_vrps_read(compilation->inputs);
	if (rsec_vrpmap_write(vrps, cli_rewrite_put, to, &err) != 0)
		cli_die_err(options->compile, &err);
	if (options->input.verbose)
		cli_warn(
		    "%s: %u VRPs", options->compile, rsec_vrps_count(vrps));
	cli_vrps_close(compilation->inputs);
	return CLI_OK | CLI_REWRITTEN;
}

int
compile(const struct options *options)
{
	struct compilation compilation = { .options = options };
	int status;

	check_name(options->compile);
	compilation.inputs = open_vrps(options, false);
	status = cli_rewrite(options->compile, fill, &compilation);
	cli_vrps_close(compilation.inputs);
	return status;
}
