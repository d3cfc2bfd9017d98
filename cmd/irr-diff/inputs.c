/* SPDX-License-Identifier: ISC */
/*
 * What reports stand on.  All inputs are opened, then the process locks
 * itself down, then threads read them: each dump is a piece of work, which
 * fills a set of its own, and so is each other kind of input with all of its
 * files.  The sets are merged when all threads are done, in the order of the
 * command line; what is said about the inputs comes in that order, too.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"
#include "cmd/sandbox.h"
#include "cmd/threads.h"
#include "cmd/vrps.h"

struct inputs;

/* A piece of work: the files of one kind, or one dump. */
struct work {
	/* Read one file; -1 with file->err. */
	int (*read)(struct work *work, struct dump *file);
	/* All are read: -1 with ERR. */
	int (*finish)(struct work *work, struct rsec_err *err);
	struct inputs *inputs;
	struct dump *file;
	size_t files;
	struct rsec_irr_routes *routes; /* of a dump */
	bool failed;			/* to finish */
	struct rsec_err err;
};

enum kind {
	KIND_BGP,
	KIND_AS_ORG,
	KIND_AS_REL,
	KIND_DELEGATED,
	KIND_TRANSFERS,
	KIND_VRPS,
	KINDS
};

struct inputs {
	const struct options *options;
	struct work *work; /* KINDS, then one a dump */
	size_t works, next;
	pthread_mutex_t lock; /* of next */
	struct cli_vrps *vrp_inputs;
	struct rsec_irr_routes *routes;
	struct rsec_bgp_table *bgp;
	struct rsec_organisations *organisations;
	struct rsec_relations *relations;
	struct rsec_delegated *delegated;
	struct rsec_transfers *transfers;
	struct evidence evidence;
};

/* A snapshot of NRTM is a dump as well; a journal of it is none. */
static int
look_at(struct dump *file)
{
	enum rsec_nrtm_format format;
	struct rsec_nrtm *journal;

	if (dump_sniff(file, &format) != 0)
		return -1;
	if (format == RSEC_NRTM_NONE)
		return 0;
	if (format == RSEC_NRTM_V4_SNAPSHOT)
		return dump_snapshot(file);
	if (dump_journal(file, &journal) != 0)
		return -1;
	rsec_nrtm_free(journal);
	return rsec_err_set(&file->err, RSEC_ERR_SYNTAX,
	    "a journal of what changed, and no dump");
}

static int
read_dump(struct work *work, struct dump *file)
{
	struct rsec_diag diag = cli_notes_diag(&file->notes);
	struct rsec_irr_leniency leniency = { work->inputs->options->lenient,
		dump_source(file), &diag };
	struct rsec_irr_routes_stats stats = { 0 };
	char text[CLI_COUNT_SIZE];
	int rc;

	if (look_at(file) != 0)
		return -1;
	work->routes = rsec_irr_routes_new();
	if (work->routes == NULL)
		return rsec_err_nomem(&file->err);
	rc = rsec_irr_routes_read(work->routes, dump_bytes(file), &leniency,
	    &diag, &stats, &file->err);
	file->records = stats.objects;
	if (rc == 0 && stats.routes == 0 && !file->of_folder)
		rc = rsec_err_set(
		    &file->err, RSEC_ERR_SYNTAX, "no route object in it");
	if (work->inputs->options->input.verbose)
		snprintf(file->read, sizeof(file->read),
		    "%s route objects read", cli_count(text, stats.routes));
	return rc;
}

static int
read_bgp(struct work *work, struct dump *file)
{
	struct rsec_diag diag = cli_notes_diag(&file->notes);
	struct rsec_source source = rsec_input_source(file->in);
	struct rsec_bgp_table_stats stats = { 0 };
	struct rsec_peeked peeked;
	bool is_mrt;
	int rc;

	rc = cli_routes(file->bgpdump, &peeked, &source, &is_mrt, &file->err);
	if (rc == 0)
		rc = rsec_bgp_table_read(
		    work->inputs->bgp, source, &diag, &stats, &file->err);
	file->records = stats.records;
	if (stats.is_mrt)
		file->notes.unit = "record";
	file->mrt = stats.mrt;
	if (rc == 0 && stats.routes == 0)
		rc =
		    rsec_err_set(&file->err, RSEC_ERR_SYNTAX, "no route in it");
	return rc;
}

static int
read_organisations(struct work *work, struct dump *file)
{
	struct rsec_diag diag = cli_notes_diag(&file->notes);

	return rsec_organisations_read(work->inputs->organisations,
	    rsec_input_source(file->in), &diag, &file->err);
}

static int
read_relations(struct work *work, struct dump *file)
{
	struct rsec_diag diag = cli_notes_diag(&file->notes);

	return rsec_relations_read(work->inputs->relations,
	    rsec_input_source(file->in), &diag, &file->err);
}

static int
read_delegated(struct work *work, struct dump *file)
{
	struct rsec_diag diag = cli_notes_diag(&file->notes);

	return rsec_delegated_read(work->inputs->delegated,
	    rsec_input_source(file->in), &diag, &file->err);
}

static int
read_transfers(struct work *work, struct dump *file)
{
	struct rsec_diag diag = cli_notes_diag(&file->notes);

	return rsec_transfers_read(work->inputs->transfers,
	    rsec_input_source(file->in), &diag, &file->err);
}

/* An input that was asked for, was read and has nothing in it is none. */
static int
check_any(const struct work *work, size_t count, const char *nothing,
    struct rsec_err *err)
{
	size_t i;

	for (i = 0; i < work->files; i++)
		if (work->file[i].failed)
			return 0;
	if (work->files == 0 || count > 0)
		return 0;
	return rsec_err_set(
	    err, RSEC_ERR_SYNTAX, "%s: %s in it", work->file->name, nothing);
}

static int
finish_bgp(struct work *work, struct rsec_err *err)
{
	return rsec_bgp_table_freeze(work->inputs->bgp, err);
}

static int
finish_organisations(struct work *work, struct rsec_err *err)
{
	if (rsec_organisations_freeze(work->inputs->organisations, err) != 0)
		return -1;
	return check_any(work,
	    rsec_organisations_count(work->inputs->organisations),
	    "no AS of an organisation", err);
}

static int
finish_relations(struct work *work, struct rsec_err *err)
{
	if (rsec_relations_freeze(work->inputs->relations, err) != 0)
		return -1;
	return check_any(work, rsec_relations_count(work->inputs->relations),
	    "no relation between ASes", err);
}

static int
finish_delegated(struct work *work, struct rsec_err *err)
{
	if (rsec_delegated_freeze(work->inputs->delegated, err) != 0)
		return -1;
	return check_any(work, rsec_delegated_count(work->inputs->delegated),
	    "no record of a registration", err);
}

static int
finish_transfers(struct work *work, struct rsec_err *err)
{
	if (rsec_transfers_freeze(work->inputs->transfers, err) != 0)
		return -1;
	return check_any(work, rsec_transfers_count(work->inputs->transfers),
	    "no transfer of address space", err);
}

/* VRPs are opened by themselves; what is wrong with them ends us. */
static int
finish_vrps(struct work *work, struct rsec_err *err)
{
	struct inputs *inputs = work->inputs;

	(void)err;
	inputs->evidence.inputs.vrps = cli_vrps_read(inputs->vrp_inputs);
	return 0;
}

static void
open_kind(struct inputs *inputs, enum kind kind, const struct cli_names *names,
    const char *unit)
{
	struct work *work = &inputs->work[kind];
	struct operand operand = { .source = NULL };
	size_t i;

	work->files = names->count;
	work->file = cli_calloc(names->count, sizeof(*work->file));
	for (i = 0; i < names->count; i++) {
		operand.path = names->name[i];
		dump_open(&work->file[i], inputs->options, &operand, unit);
		if (kind == KIND_BGP)
			work->file[i].bgpdump =
			    cli_bgpdump(&inputs->options->input);
	}
}

static void
open_kinds(struct inputs *inputs)
{
	const struct options *options = inputs->options;

	open_kind(inputs, KIND_BGP, &options->bgp, "line");
	open_kind(inputs, KIND_AS_ORG, &options->as_org, "line");
	open_kind(inputs, KIND_AS_REL, &options->as_rel, "line");
	open_kind(inputs, KIND_DELEGATED, &options->delegated, "line");
	open_kind(inputs, KIND_TRANSFERS, &options->transfers, "transfer");
	if (options->vrps.count > 0)
		inputs->vrp_inputs = cli_vrps_open(
		    &options->input, &options->vrps, &options->slurm);
	else if (options->slurm.count > 0)
		cli_die("--slurm changes VRPs: name some with -r");
}

/* What is given gets a set, and work that fills it. */
static void
make_sets(struct inputs *inputs)
{
	struct work *work = inputs->work;

	work[KIND_BGP].read = read_bgp;
	work[KIND_BGP].finish = finish_bgp;
	work[KIND_AS_ORG].read = read_organisations;
	work[KIND_AS_ORG].finish = finish_organisations;
	work[KIND_AS_REL].read = read_relations;
	work[KIND_AS_REL].finish = finish_relations;
	work[KIND_DELEGATED].read = read_delegated;
	work[KIND_DELEGATED].finish = finish_delegated;
	work[KIND_TRANSFERS].read = read_transfers;
	work[KIND_TRANSFERS].finish = finish_transfers;
	if (inputs->vrp_inputs != NULL)
		work[KIND_VRPS].finish = finish_vrps;
	inputs->routes = rsec_irr_routes_new();
	inputs->bgp = rsec_bgp_table_new();
	inputs->organisations = rsec_organisations_new();
	inputs->relations = rsec_relations_new();
	inputs->delegated = rsec_delegated_new();
	inputs->transfers = rsec_transfers_new();
	if (inputs->routes == NULL || inputs->bgp == NULL ||
	    inputs->organisations == NULL || inputs->relations == NULL ||
	    inputs->delegated == NULL || inputs->transfers == NULL)
		cli_die("out of memory");
}

struct inputs *
inputs_open(const struct options *options)
{
	struct inputs *inputs = cli_calloc(1, sizeof(*inputs));
	struct work *work;
	size_t i;

	inputs->options = options;
	inputs->works = KINDS + options->dumps;
	inputs->work = cli_calloc(inputs->works, sizeof(*inputs->work));
	open_kinds(inputs);
	make_sets(inputs);
	for (i = 0; i < inputs->works; i++)
		inputs->work[i].inputs = inputs;
	for (i = 0; i < options->dumps; i++) {
		work = &inputs->work[KINDS + i];
		work->read = read_dump;
		work->files = 1;
		work->file = cli_calloc(1, sizeof(*work->file));
		dump_open(work->file, options, &options->dump[i], "object");
	}
	pthread_mutex_init(&inputs->lock, NULL);
	return inputs;
}

static void
do_work(struct work *work)
{
	size_t i;

	for (i = 0; i < work->files; i++)
		work->file[i].failed = work->read(work, &work->file[i]) != 0;
	if (work->finish != NULL)
		work->failed = work->finish(work, &work->err) != 0;
}

static void *
work_on(void *ctx)
{
	struct inputs *inputs = ctx;
	size_t i;

	for (;;) {
		pthread_mutex_lock(&inputs->lock);
		i = inputs->next++;
		pthread_mutex_unlock(&inputs->lock);
		if (i >= inputs->works)
			return NULL;
		do_work(&inputs->work[i]);
	}
}

/* Tell what was said about the files of WORK; whether all are sound. */
static bool
tell(const struct work *work)
{
	bool sound = !work->failed;
	size_t i;

	for (i = 0; i < work->files; i++) {
		cli_notes_tell(&work->file[i].notes, work->file[i].records);
		cli_mrt_unread(work->file[i].name, &work->file[i].mrt);
		if (work->file[i].failed)
			dump_warn(&work->file[i], "; nothing reported");
		else if (work->file[i].read[0] != '\0')
			cli_warn(
			    "%s: %s", work->file[i].name, work->file[i].read);
		sound = sound && !work->file[i].failed;
	}
	if (work->failed)
		cli_warn("%s; nothing reported", work->err.msg);
	return sound;
}

/* NAME was asked for by OPTION: the dumps must have a route object of it. */
static int
find_registry(const struct inputs *inputs, const char *option, const char *name)
{
	int i = rsec_irr_routes_registry_find(inputs->routes, name);

	if (i < 0)
		cli_die("%s %s: no dump has a route object of that registry",
		    option, name);
	return i;
}

/* Those of the RIRs, or by name; and those that are named beside them. */
static void
mark_authoritative(struct inputs *inputs)
{
	const struct options *options = inputs->options;
	bool *mark = inputs->evidence.inputs.authoritative;
	size_t i, n = rsec_irr_routes_registries(inputs->routes);
	size_t name, rirs = options->against.count == 0;
	const char *against;

	for (name = 0; name < options->against.count; name++) {
		against = options->against.name[name];
		if (strcmp(against, "RIR") == 0 || strcmp(against, "ALL") == 0)
			rirs = 1;
		else
			mark[find_registry(inputs, "--against", against)] =
			    true;
	}
	for (i = 0; rirs > 0 && i < n; i++)
		if (rsec_irr_is_authoritative(
			rsec_irr_routes_registry(inputs->routes, (uint16_t)i)))
			mark[i] = true;
	for (name = 0; name < options->auth_also.count; name++)
		mark[find_registry(inputs, "--auth-also",
		    options->auth_also.name[name])] = true;
}

/* Without an authoritative object all others would seem to be in the clear. */
static void
refuse_nothing(const struct inputs *inputs)
{
	static const char what[] = "no dump has a route object of an RIR";
	const struct options *options = inputs->options;

	if (options->mode == MODE_IRREGULAR ||
	    (options->vrps.count == 0 && options->bgp.count == 0))
		cli_die("%s to hold others against; name another registry "
			"with --against",
		    what);
	if (!options->input.quiet)
		cli_warn("%s: auth is none for all", what);
}

/*
 * Objects that are not authoritative are held against those that are: there
 * must be both.
 */
static void
check_registries(const struct inputs *inputs)
{
	const struct options *options = inputs->options;
	const bool *mark = inputs->evidence.inputs.authoritative;
	const char *source = options->filter.source;
	size_t i, n = rsec_irr_routes_registries(inputs->routes);

	if (options->mode != MODE_AGAINST && options->mode != MODE_IRREGULAR)
		return;
	for (i = 0; i < n && !mark[i]; i++)
		continue;
	if (i == n)
		refuse_nothing(inputs);
	if (source != NULL && !options->summary &&
	    mark[find_registry(inputs, "--source", source)])
		cli_die("--source %s: objects are held against that registry, "
			"its own are not reported",
		    source);
}

static void
merge(struct inputs *inputs)
{
	const struct options *options = inputs->options;
	struct rsec_err err;
	size_t i;

	for (i = 0; i < options->dumps; i++) {
		if (rsec_irr_routes_merge(inputs->routes,
			inputs->work[KINDS + i].routes, &err) != 0)
			cli_die("%s", err.msg);
		rsec_irr_routes_free(inputs->work[KINDS + i].routes);
		inputs->work[KINDS + i].routes = NULL;
	}
	if (rsec_irr_routes_freeze(inputs->routes, &err) != 0)
		cli_die("%s", err.msg);
	for (i = 0; i < options->dumps; i++)
		if (options->dump[i].source != NULL &&
		    rsec_irr_routes_registry_find(
			inputs->routes, options->dump[i].source) < 0)
			cli_die("%s: no route object of %s",
			    options->dump[i].path, options->dump[i].source);
}

static void
make_evidence(struct inputs *inputs)
{
	const struct options *options = inputs->options;
	struct rsec_hygiene_inputs *to = &inputs->evidence.inputs;
	struct rsec_err err;

	to->routes = inputs->routes;
	to->today = options->today;
	if (options->bgp.count > 0)
		to->bgp = inputs->bgp;
	if (options->as_org.count > 0)
		to->organisations = inputs->organisations;
	if (options->as_rel.count > 0)
		to->relations = inputs->relations;
	if (options->delegated.count > 0)
		inputs->evidence.registration.delegated = inputs->delegated;
	if (options->transfers.count > 0)
		inputs->evidence.registration.transfers = inputs->transfers;
	mark_authoritative(inputs);
	if (options->filter.source != NULL)
		(void)find_registry(inputs, "--source", options->filter.source);
	check_registries(inputs);
	inputs->evidence.hygiene = rsec_hygiene_new(to, &err);
	if (inputs->evidence.hygiene == NULL)
		cli_die("%s", err.msg);
}

const struct evidence *
inputs_read(struct inputs *inputs)
{
	bool sound = true;
	size_t i;

	sandbox_enter();
	cli_threads_run(inputs->options->threads, work_on, inputs);
	for (i = 0; i < inputs->works; i++)
		if (!tell(&inputs->work[i]))
			sound = false;
	if (!sound)
		return NULL;
	merge(inputs);
	make_evidence(inputs);
	return &inputs->evidence;
}

void
inputs_close(struct inputs *inputs)
{
	struct work *work;
	size_t i, file;

	rsec_hygiene_free(inputs->evidence.hygiene);
	for (i = 0; i < inputs->works; i++) {
		work = &inputs->work[i];
		for (file = 0; file < work->files; file++)
			dump_close(&work->file[file]);
		free(work->file);
		rsec_irr_routes_free(work->routes);
	}
	free(inputs->work);
	rsec_irr_routes_free(inputs->routes);
	rsec_bgp_table_free(inputs->bgp);
	rsec_organisations_free(inputs->organisations);
	rsec_relations_free(inputs->relations);
	rsec_delegated_free(inputs->delegated);
	rsec_transfers_free(inputs->transfers);
	cli_vrps_close(inputs->vrp_inputs);
	pthread_mutex_destroy(&inputs->lock);
	free(inputs);
}
