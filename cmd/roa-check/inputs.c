/* SPDX-License-Identifier: ISC */
/*
 * The VRPs of all inputs in one set.  Opening (files, network) and reading
 * (parsing) are apart, so that the process locks itself down in between.  A
 * live cache is the exception: RTRlib speaks to it while it is opened.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-check/roa-check.h"
#include "io/rtr.h"
#include "rpki/slurm.h"
#include "rpki/vrpfile.h"
#include "rpki/vrpmap.h"

#define SLURM_MAX ((size_t)16 << 20) /* bytes of one SLURM file */

struct inputs {
	const struct options *options;
	struct rsec_vrps *vrps;
	struct rsec_input *vrp[INPUTS_MAX]; /* NULL: a live cache, read */
	struct rsec_input *slurm[INPUTS_MAX];
	struct rsec_slurm *exceptions[INPUTS_MAX];
	int64_t time;
};

/* Where in DIR the copy of URL is kept: its name, '/' and '%' escaped. */
static char *
cache_path(const char *dir, const char *url)
{
	size_t size = strlen(dir) + 3 * strlen(url) + 2;
	char *path = cli_calloc(1, size), *p;

	p = stpcpy(stpcpy(path, dir), "/");
	for (; *url != '\0'; url++) {
		if (*url == '/' || *url == '%')
			p += sprintf(p, "%%%02X", (unsigned)*url);
		else
			*p++ = *url;
	}
	return path;
}

static struct rsec_input *
open_input(const struct options *options, const char *name)
{
	struct rsec_fetch_options fetch = { .timeout = options->timeout,
		.max_size = options->max_size };
	struct rsec_input_options in_options = { options->max_size, &fetch };
	struct rsec_input *in;
	struct rsec_err err;
	char *cache = NULL;

	if (!options->quiet)
		fetch.progress = cli_progress;
	if (options->cache != NULL && rsec_fetch_is_url(name))
		fetch.cache = cache = cache_path(options->cache, name);
	if (rsec_input_open(name, &in_options, &in, &err) != 0)
		cli_die_err(name, &err);
	free(cache);
	return in;
}

/* Standard input can be read once: *TAKEN says by what, or is NULL. */
static void
claim_stdin(
    const char *const names[], size_t n, const char *option, const char **taken)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(names[i], "-") != 0)
			continue;
		if (*taken != NULL)
			cli_die(
			    "%s -: standard input is where %s", option, *taken);
		*taken = "other VRPs or exceptions come from";
	}
}

static void
open_vrps(struct inputs *inputs, size_t i)
{
	const char *name = inputs->options->vrps[i];
	struct rsec_err err;

	if (!rsec_rtr_is_url(name)) {
		inputs->vrp[i] = open_input(inputs->options, name);
		return;
	}
	if (rsec_rtr_read(
		name, inputs->options->timeout, "rtr", inputs->vrps, &err) != 0)
		cli_die_err(name, &err);
}

struct inputs *
inputs_open(const struct options *options, bool stdin_taken)
{
	const char *taken = NULL;
	struct inputs *inputs;
	size_t i;

	if (stdin_taken)
		taken = "the routes come from; name them as operands";
	claim_stdin(options->vrps, options->vrps_count, "-r", &taken);
	claim_stdin(options->slurm, options->slurm_count, "--slurm", &taken);

	inputs = cli_calloc(1, sizeof(*inputs));
	inputs->options = options;
	if ((inputs->vrps = rsec_vrps_new()) == NULL)
		cli_die("out of memory");
	for (i = 0; i < options->vrps_count; i++)
		open_vrps(inputs, i);
	for (i = 0; i < options->slurm_count; i++)
		inputs->slurm[i] = open_input(options, options->slurm[i]);
	return inputs;
}

static bool
is_compiled(struct rsec_input *in)
{
	struct rsec_err err;
	const uint8_t *data;
	size_t len;

	if (rsec_input_peek(in, &data, &len, &err) != 0)
		cli_die_err(rsec_input_name(in), &err);
	return rsec_vrpmap_is(data, len);
}

/* The compiled set in IN, valid while IN is open. */
static struct rsec_vrps *
open_compiled(struct rsec_input *in)
{
	struct rsec_vrps *vrps;
	struct rsec_err err;
	const uint8_t *data;
	size_t len;

	if (rsec_input_map(in, &data, &len, &err) != 0 ||
	    (vrps = rsec_vrpmap_open(data, len, &err)) == NULL)
		cli_die_err(rsec_input_name(in), &err);
	return vrps;
}

static void
add_compiled(struct inputs *inputs, struct rsec_input *in)
{
	struct rsec_vrps *from = open_compiled(in);
	struct rsec_vrp vrp;
	struct rsec_err err;
	const char *ta;
	uint32_t i;

	for (i = 0; i < rsec_vrps_count(from); i++) {
		rsec_vrps_get(from, i, &vrp);
		ta = rsec_vrps_ta_name(from, vrp.ta);
		if (rsec_vrps_ta(inputs->vrps, ta, strlen(ta), &vrp.ta, &err) !=
			0 ||
		    rsec_vrps_add(inputs->vrps, &vrp, &err) != 0)
			cli_die_err(rsec_input_name(in), &err);
	}
	rsec_vrps_free(from);
}

static void
add_export(struct inputs *inputs, struct rsec_input *in)
{
	const struct options *options = inputs->options;
	const char *name = rsec_input_name(in);
	struct cli_diag diag = { .file = name,
		.strict = options->strict,
		.verbose = options->verbose };
	struct rsec_diag report = { cli_diag_report, &diag };
	struct rsec_vrpfile_stats stats;
	struct rsec_err err;

	if (rsec_vrpfile_read(rsec_input_source(in), "", inputs->vrps, &report,
		&stats, &err) != 0)
		cli_die_err(name, &err);
	cli_diag_summary(&diag, stats.records + stats.skipped);
	if (stats.time > inputs->time)
		inputs->time = stats.time;
	if (options->verbose)
		cli_warn("%s: %llu VRPs read, format %s", name,
		    (unsigned long long)stats.records,
		    rsec_vrpfile_format_name(stats.format));
}

static void
apply_slurm(struct inputs *inputs)
{
	const struct options *options = inputs->options;
	uint64_t removed;
	struct rsec_err err;
	char *json;
	size_t i, len;

	for (i = 0; i < options->slurm_count; i++) {
		if (rsec_input_slurp(
			inputs->slurm[i], SLURM_MAX, &json, &len, &err) != 0 ||
		    rsec_slurm_parse(json, len, &inputs->exceptions[i], &err) !=
			0)
			cli_die_err(rsec_input_name(inputs->slurm[i]), &err);
		free(json);
	}
	if (rsec_slurm_apply(inputs->exceptions, options->slurm_count,
		inputs->vrps, &removed, &err) != 0)
		cli_die_err("--slurm", &err);
	if (options->verbose && options->slurm_count > 0)
		cli_warn(
		    "%llu VRPs filtered by SLURM", (unsigned long long)removed);
}

const struct rsec_vrps *
inputs_read(struct inputs *inputs)
{
	const struct options *options = inputs->options;
	bool alone = options->vrps_count == 1 && options->slurm_count == 0;
	struct rsec_input *in;
	struct rsec_err err;
	size_t i;

	for (i = 0; i < options->vrps_count; i++) {
		if ((in = inputs->vrp[i]) == NULL)
			continue;
		if (!is_compiled(in))
			add_export(inputs, in);
		else if (!alone)
			add_compiled(inputs, in);
		else {
			rsec_vrps_free(inputs->vrps);
			inputs->vrps = open_compiled(in);
			return inputs->vrps;
		}
	}
	apply_slurm(inputs);
	if (rsec_vrps_freeze(inputs->vrps, &err) != 0)
		cli_die("%s", err.msg);
	if (rsec_vrps_count(inputs->vrps) == 0)
		cli_warn("there are no VRPs: nothing is valid or covered");
	return inputs->vrps;
}

int64_t
inputs_time(const struct inputs *inputs)
{
	return inputs->time;
}

void
inputs_close(struct inputs *inputs)
{
	size_t i;

	rsec_vrps_free(inputs->vrps); /* may lie in a mapped input */
	for (i = 0; i < INPUTS_MAX; i++) {
		rsec_input_close(inputs->vrp[i]);
		rsec_input_close(inputs->slurm[i]);
		rsec_slurm_free(inputs->exceptions[i]);
	}
	free(inputs);
}
