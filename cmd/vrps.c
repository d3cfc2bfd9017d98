/* SPDX-License-Identifier: ISC */
/*
 * Exports of VRPs in every format, merged and mended by local exceptions.  A
 * live cache is not only opened but read before the lock-down: RTRlib speaks
 * to it.
 */
#include "cmd/vrps.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "io/rtr.h"
#include "rpki/slurm.h"
#include "rpki/vrpfile.h"
#include "rpki/vrpmap.h"

#define SLURM_MAX ((size_t)16 << 20) /* bytes of one SLURM file */

struct cli_vrps {
	const struct cli_input_options *options;
	const struct cli_names *exports, *slurm_names;
	struct rsec_vrps *vrps;
	struct rsec_input *vrp[CLI_INPUTS_MAX]; /* NULL: a live cache, read */
	struct rsec_input *slurm[CLI_INPUTS_MAX];
	struct rsec_slurm *exceptions[CLI_INPUTS_MAX];
	int64_t time;
};

static void
open_vrps(struct cli_vrps *inputs, size_t i)
{
	const char *name = inputs->exports->name[i];
	unsigned timeout = inputs->options->timeout;
	struct rsec_err err;

	if (!rsec_rtr_is_url(name)) {
		inputs->vrp[i] = cli_open(inputs->options, name);
		return;
	}
	if (rsec_rtr_read(name, timeout, "rtr", inputs->vrps, &err) != 0)
		cli_die_err(name, &err);
	if (inputs->options->verbose)
		cli_warn("%s: VRPs of a live cache read", name);
}

struct cli_vrps *
cli_vrps_open(const struct cli_input_options *options,
    const struct cli_names *exports, const struct cli_names *slurm)
{
	struct cli_vrps *inputs = cli_calloc(1, sizeof(*inputs));
	size_t i;

	inputs->options = options;
	inputs->exports = exports;
	inputs->slurm_names = slurm;
	if ((inputs->vrps = rsec_vrps_new()) == NULL)
		cli_die("out of memory");
	for (i = 0; i < exports->count; i++)
		open_vrps(inputs, i);
	for (i = 0; i < slurm->count; i++)
		inputs->slurm[i] = cli_open(options, slurm->name[i]);
	return inputs;
}

/* An input failed while it was read. */
static _Noreturn void
die(const struct cli_vrps *inputs, const char *name, const struct rsec_err *err)
{
	const char *failed = inputs->options->failed;

	cli_warn_err_then(name, err, failed != NULL ? failed : "");
	exit(CLI_TROUBLE);
}

/* What IN begins with, and how much of that there is. */
static const uint8_t *
peek(const struct cli_vrps *inputs, struct rsec_input *in, size_t *len)
{
	struct rsec_err err;
	const uint8_t *data;

	if (rsec_input_peek(in, &data, len, &err) != 0)
		die(inputs, rsec_input_name(in), &err);
	return data;
}

/* What is skipped of an export: JSON may have all its records in one line. */
static const char *
unit_of(const struct cli_vrps *inputs, struct rsec_input *in)
{
	const uint8_t *data;
	size_t len, i = 0;

	data = peek(inputs, in, &len);
	while (i < len && (data[i] == ' ' || data[i] == '\n' ||
			      data[i] == '\r' || data[i] == '\t'))
		i++;
	return i < len && data[i] == '{' ? "record" : "line";
}

static void
tell_read(const struct cli_vrps *inputs, struct rsec_input *in, uint64_t count,
    const char *format)
{
	if (inputs->options->verbose)
		cli_warn("%s: %llu VRPs read, format %s", rsec_input_name(in),
		    (unsigned long long)count, format);
	else if (count == 0 && inputs->exports->count > 1)
		cli_warn("%s: there are no VRPs in it", rsec_input_name(in));
}

/* The compiled set in IN, valid while IN is open. */
static struct rsec_vrps *
open_compiled(const struct cli_vrps *inputs, struct rsec_input *in)
{
	struct rsec_vrps *vrps;
	struct rsec_err err;
	const uint8_t *data;
	size_t len;

	if (rsec_input_map(in, &data, &len, &err) != 0 ||
	    (vrps = rsec_vrpmap_open(data, len, &err)) == NULL)
		die(inputs, rsec_input_name(in), &err);
	tell_read(inputs, in, rsec_vrps_count(vrps), "compiled");
	return vrps;
}

static void
add_compiled(struct cli_vrps *inputs, struct rsec_input *in)
{
	struct rsec_vrps *from = open_compiled(inputs, in);
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
			die(inputs, rsec_input_name(in), &err);
	}
	rsec_vrps_free(from);
}

static void
add_export(struct cli_vrps *inputs, struct rsec_input *in)
{
	const struct cli_input_options *options = inputs->options;
	const char *name = rsec_input_name(in);
	struct cli_diag diag = { .file = name,
		.unit = unit_of(inputs, in),
		.strict = options->strict,
		.verbose = options->verbose };
	struct rsec_diag report = { cli_diag_report, &diag };
	struct rsec_vrpfile_stats stats;
	struct rsec_err err;

	if (rsec_vrpfile_read(rsec_input_source(in), "", inputs->vrps, &report,
		&stats, &err) != 0)
		die(inputs, name, &err);
	cli_diag_summary(&diag, stats.records + stats.skipped);
	if (stats.time > inputs->time)
		inputs->time = stats.time;
	tell_read(
	    inputs, in, stats.records, rsec_vrpfile_format_name(stats.format));
}

static void
apply_slurm(struct cli_vrps *inputs)
{
	const struct cli_input_options *options = inputs->options;
	uint64_t removed;
	struct rsec_err err;
	char *json;
	size_t count = inputs->slurm_names->count, i, len;

	for (i = 0; i < count; i++) {
		if (rsec_input_slurp(
			inputs->slurm[i], SLURM_MAX, &json, &len, &err) != 0 ||
		    rsec_slurm_parse(json, len, &inputs->exceptions[i], &err) !=
			0)
			die(inputs, rsec_input_name(inputs->slurm[i]), &err);
		free(json);
	}
	if (rsec_slurm_apply(
		inputs->exceptions, count, inputs->vrps, &removed, &err) != 0) {
		for (i = 0; i < count; i++) /* the error has their numbers */
			cli_warn("SLURM file %zu: %s", i + 1,
			    rsec_input_name(inputs->slurm[i]));
		die(inputs, "--slurm", &err);
	}
	if (options->verbose && count > 0)
		cli_warn(
		    "%llu VRPs filtered by SLURM", (unsigned long long)removed);
}

const struct rsec_vrps *
cli_vrps_read(struct cli_vrps *inputs)
{
	size_t count = inputs->exports->count;
	bool alone = count == 1 && inputs->slurm_names->count == 0;
	struct rsec_input *in;
	struct rsec_err err;
	const uint8_t *data;
	size_t i, len;

	for (i = 0; i < count; i++) {
		if ((in = inputs->vrp[i]) == NULL)
			continue;
		data = peek(inputs, in, &len);
		if (!rsec_vrpmap_is(data, len))
			add_export(inputs, in);
		else if (!alone)
			add_compiled(inputs, in);
		else {
			rsec_vrps_free(inputs->vrps);
			inputs->vrps = open_compiled(inputs, in);
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
cli_vrps_time(const struct cli_vrps *inputs)
{
	return inputs->time;
}

void
cli_vrps_close(struct cli_vrps *inputs)
{
	size_t i;

	if (inputs == NULL)
		return;
	rsec_vrps_free(inputs->vrps); /* may lie in a mapped input */
	for (i = 0; i < CLI_INPUTS_MAX; i++) {
		rsec_input_close(inputs->vrp[i]);
		rsec_input_close(inputs->slurm[i]);
		rsec_slurm_free(inputs->exceptions[i]);
	}
	free(inputs);
}
