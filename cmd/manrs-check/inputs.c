/* SPDX-License-Identifier: ISC */
/*
 * What an assessment stands on.  The work is in rounds, because paths of BGP
 * are held against what the first one reads, and incidents are disputed when
 * all are known; within a round threads take one piece after the other:
 *
 *	1	relations, delegations, VRPs and ASPAs, and all that is small:
 *		a piece is all files that fill the same set
 *	2	BGP and registries: a piece is one file with a set of its own,
 *		merged with the others in the order of the files
 *	3	feedback
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "bgp/mrt.h"
#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"
#include "cmd/sandbox.h"
#include "cmd/threads.h"
#include "io/hasher.h"

/* Files that one thread reads, one after the other. */
struct piece {
	struct file *first;
	size_t files;
	struct sets own; /* of the second round: view or registry */
	bool has_own;
};

struct inputs {
	struct options *options;
	struct file *file; /* by kind, then as they were named */
	size_t files;
	size_t from[KINDS + 1]; /* where the files of each kind begin */
	struct piece *piece;
	size_t pieces, next, end; /* those of a round */
	pthread_mutex_t lock;	  /* of next */
	struct sets sets;
	struct rsec_manrs_data data;
};

/* Kinds whose files fill the same set, as runs of enum kind. */
static const struct {
	enum kind first, last;
} groups[] = {
	{ KIND_AS_REL, KIND_AS_REL },
	{ KIND_DELEGATED, KIND_DELEGATED },
	{ KIND_VRPS, KIND_ASPA },
	{ KIND_WHOIS, KIND_WHOIS },
	{ KIND_PEERINGDB, KIND_PEERINGDB },
	{ KIND_BOGONS, KIND_BOGONS },
	{ KIND_CIDR_REPORT, KIND_BGPSTREAM },
	{ KIND_SPOOFER, KIND_SPOOFER },
	{ KIND_RSC, KIND_RSC },
	{ KIND_AS_ORG, KIND_AS_ORG },
	{ KIND_PARTICIPANTS, KIND_PARTICIPANTS },
	{ KIND_PREVIOUS, KIND_PREVIOUS },
};

#define GROUPS (sizeof(groups) / sizeof(groups[0]))

/* Whether files of KIND are pieces of their own. */
static bool
is_large(enum kind kind)
{
	return kind == KIND_RIB || kind == KIND_UPDATES || kind == KIND_IRR;
}

/*
 * Files of a kind in the order of their names, whatever the order in which
 * they were given: nothing that is told depends on that.
 */
static void
list_files(struct inputs *inputs)
{
	struct options *options = inputs->options;
	struct cli_data *data = options->data;
	size_t kind, i;

	for (kind = 0; kind < KINDS; kind++)
		inputs->files += data[kind].count;
	inputs->file = cli_calloc(inputs->files, sizeof(*inputs->file));
	inputs->files = 0;
	for (kind = 0; kind < KINDS; kind++) {
		inputs->from[kind] = inputs->files;
		cli_data_sort(&data[kind]);
		for (i = 0; i < data[kind].count; i++)
			file_init(&inputs->file[inputs->files++],
			    (enum kind)kind, data[kind].paths[i], options);
	}
	inputs->from[KINDS] = inputs->files;
}

static void
add_piece(struct inputs *inputs, size_t from, size_t to, bool has_own)
{
	struct piece *piece = &inputs->piece[inputs->pieces];

	if (from == to)
		return;
	inputs->pieces++;
	piece->first = &inputs->file[from];
	piece->files = to - from;
	piece->has_own = has_own;
}

/* The pieces of each round; ROUND[i] is where those of the next begin. */
static void
list_pieces(struct inputs *inputs, size_t round[3])
{
	size_t i;

	inputs->piece =
	    cli_calloc(GROUPS + inputs->files + 1, sizeof(*inputs->piece));
	for (i = 0; i < GROUPS; i++)
		add_piece(inputs, inputs->from[groups[i].first],
		    inputs->from[groups[i].last + 1], false);
	round[0] = inputs->pieces;
	for (i = 0; i < inputs->files; i++)
		if (is_large(inputs->file[i].kind))
			add_piece(inputs, i, i + 1, true);
	round[1] = inputs->pieces;
	add_piece(inputs, inputs->from[KIND_FEEDBACK],
	    inputs->from[KIND_FEEDBACK + 1], false);
	round[2] = inputs->pieces;
}

struct inputs *
inputs_open(struct options *options)
{
	struct inputs *inputs = cli_calloc(1, sizeof(*inputs));
	size_t i;

	inputs->options = options;
	list_files(inputs);
	for (i = 0; i < inputs->files; i++)
		if (file_is_early(&inputs->file[i]) &&
		    file_open(&inputs->file[i], options) != 0)
			cli_die_err(inputs->file[i].name, &inputs->file[i].err);
	pthread_mutex_init(&inputs->lock, NULL);
	return inputs;
}

static void
lock_down(struct inputs *inputs)
{
	const char **paths = cli_calloc(inputs->files, sizeof(*paths));
	size_t i, n = 0;

	for (i = 0; i < inputs->files; i++)
		if (!file_is_early(&inputs->file[i]))
			paths[n++] = inputs->file[i].path;
	rsec_input_preload();
	rsec_hasher_preload();
	sandbox_enter_reading(paths, n);
	free(paths);
}

/* The month that was asked for, or that of the newest table; or of now. */
static void
find_month(struct inputs *inputs)
{
	struct options *options = inputs->options;
	const size_t *from = inputs->from;
	int64_t time;

	if (options->has_month)
		return;
	time = files_newest(&inputs->file[from[KIND_RIB]],
	    from[KIND_UPDATES] - from[KIND_RIB], options);
	if (time == 0)
		time = files_newest(&inputs->file[from[KIND_UPDATES]],
		    from[KIND_UPDATES + 1] - from[KIND_UPDATES], options);
	options->month = rsec_manrs_month_of(time != 0 ? time : options->now);
}

/* What a file of the second round is read into, on its own. */
static void
give_own_set(struct inputs *inputs, struct piece *piece)
{
	const struct sets *sets = &inputs->sets;
	const enum rsec_manrs_program program = sets->rules->program;
	const struct rsec_manrs_view_inputs against = {
		.month = inputs->data.month,
		.relations = inputs->data.relations,
		.aspas = inputs->data.aspas,
		.delegated = inputs->data.delegated,
		.server =
		    program == RSEC_MANRS_IXP ? &inputs->options->server : NULL,
		.peers = program == RSEC_MANRS_CDN,
	};

	piece->own = (struct sets){ .rules = sets->rules };
	if (piece->first->kind == KIND_IRR)
		piece->own.registry = rsec_manrs_registry_new();
	else
		piece->own.view = rsec_manrs_view_new(&against);
	if (piece->own.registry == NULL && piece->own.view == NULL)
		cli_die("out of memory");
}

static void
do_piece(struct inputs *inputs, struct piece *piece)
{
	struct sets *sets = piece->has_own ? &piece->own : &inputs->sets;
	struct file *file = piece->first;

	if (piece->has_own)
		give_own_set(inputs, piece);
	for (; file < piece->first + piece->files; file++) {
		file->failed = file_open(file, inputs->options) != 0 ||
			       read_file(sets, file) != 0;
		file_close(file);
	}
}

static void *
work_on(void *ctx)
{
	struct inputs *inputs = ctx;
	size_t i;

	for (;;) {
		pthread_mutex_lock(&inputs->lock);
		i = inputs->next < inputs->end ? inputs->next++ : SIZE_MAX;
		pthread_mutex_unlock(&inputs->lock);
		if (i == SIZE_MAX)
			return NULL;
		do_piece(inputs, &inputs->piece[i]);
	}
}

/* Pieces up to END. */
static void
do_round(struct inputs *inputs, size_t end)
{
	inputs->end = end;
	cli_threads_run(inputs->options->threads, work_on, inputs);
}

/* Whether files of the kinds FIRST to LAST were given. */
static bool
has(const struct inputs *inputs, enum kind first, enum kind last)
{
	return inputs->from[first] < inputs->from[last + 1];
}

static void
must(int rc, const struct rsec_err *err)
{
	if (rc != 0)
		cli_die("%s", err->msg);
}

/* Freeze what the first round read, and what BGP is held against. */
static void
freeze_first(struct inputs *inputs)
{
	struct sets *sets = &inputs->sets;
	struct rsec_manrs_data *data = &inputs->data;
	struct rsec_err err;

	must(rsec_relations_freeze(sets->relations, &err), &err);
	must(rsec_delegated_freeze(sets->delegated, &err), &err);
	must(rsec_vrps_freeze(sets->vrps, &err), &err);
	must(rsec_manrs_aspas_freeze(sets->aspas, &err), &err);
	must(rsec_manrs_bogons_freeze(sets->bogons, &err), &err);
	must(rsec_manrs_tests_freeze(sets->tests, &err), &err);
	must(rsec_manrs_checklists_freeze(sets->checklists, &err), &err);
	must(rsec_organisations_freeze(sets->organisations, &err), &err);
	must(rsec_manrs_participants_freeze(sets->participants, &err), &err);
	if (has(inputs, KIND_AS_REL, KIND_AS_REL))
		data->relations = sets->relations;
	if (has(inputs, KIND_DELEGATED, KIND_DELEGATED))
		data->delegated = sets->delegated;
	if (sets->has_aspas)
		data->aspas = sets->aspas;
}

/* One view of all that the second round read, in the order of the files. */
static void *
merge_views(void *ctx)
{
	struct inputs *inputs = ctx;
	struct rsec_manrs_view **view = &inputs->sets.view, *own;
	struct rsec_err err;
	size_t i;

	for (i = 0; i < inputs->pieces; i++) {
		own = inputs->piece[i].own.view;
		if (*view == NULL) {
			*view = own;
			continue;
		}
		if (own != NULL)
			must(rsec_manrs_view_merge(*view, own, &err), &err);
		rsec_manrs_view_free(own);
	}
	if (*view != NULL)
		must(rsec_manrs_view_freeze(*view, &err), &err);
	return NULL;
}

/* A registry that is preferred, and of which there is nothing. */
static void
tell_order(const struct inputs *inputs)
{
	const struct cli_names *order = &inputs->options->order;
	const struct rsec_irr_sets *sets =
	    rsec_manrs_registry_sets(inputs->sets.registry);
	size_t i;

	for (i = 0; i < order->count; i++)
		if (!rsec_irr_sets_has_source(sets, order->name[i]))
			cli_warn("--irr-order: no set of the registry %s was "
				 "read",
			    order->name[i]);
}

/* And one registry; then contacts are complete. */
static void
merge_registries(struct inputs *inputs)
{
	struct sets *sets = &inputs->sets;
	struct rsec_manrs_registry *own;
	struct rsec_err err;
	size_t i;

	for (i = 0; i < inputs->pieces; i++) {
		own = inputs->piece[i].own.registry;
		if (own != NULL)
			must(rsec_manrs_registry_merge(
				 sets->registry, own, &err),
			    &err);
		rsec_manrs_registry_free(own);
	}
	must(rsec_manrs_registry_freeze(sets->registry,
		 inputs->options->order.name, inputs->options->order.count,
		 sets->contacts, &err),
	    &err);
	tell_order(inputs);
	must(rsec_manrs_peeringdb_freeze(sets->peeringdb, sets->contacts, &err),
	    &err);
	must(rsec_manrs_contacts_freeze(sets->contacts, &err), &err);
}

/* Both at once: each takes a second of a full month. */
static void
merge(struct inputs *inputs)
{
	pthread_t thread;
	const bool apart =
	    inputs->options->threads > 1 &&
	    pthread_create(&thread, NULL, merge_views, inputs) == 0;

	merge_registries(inputs);
	if (apart)
		pthread_join(thread, NULL);
	else
		(void)merge_views(inputs);
}

/* The bit of an input, where there is one. */
static void
mark(struct inputs *inputs, bool given, enum rsec_manrs_input input)
{
	if (given)
		inputs->data.inputs |= input;
}

/* Whether a route was read that is of another month. */
static bool
has_outside(const struct inputs *inputs)
{
	size_t i;

	for (i = inputs->from[KIND_RIB]; i < inputs->from[KIND_UPDATES + 1];
	     i++)
		if (inputs->file[i].bgp.outside > 0)
			return true;
	return false;
}

/* Whether a route of BGP is of the month; without one it is no input. */
static bool
has_routes(const struct inputs *inputs)
{
	size_t i;

	for (i = inputs->from[KIND_RIB]; i < inputs->from[KIND_UPDATES + 1];
	     i++)
		if (inputs->file[i].records > inputs->file[i].bgp.outside)
			return true;
	return false;
}

/* Whether the events of SOURCE are all of other months: it tells nothing. */
static bool
is_of_others(const struct inputs *inputs, enum rsec_manrs_event_source source)
{
	const struct rsec_manrs_events *events = inputs->sets.events;
	const struct rsec_manrs_month *month = &inputs->data.month;
	const struct rsec_manrs_event *event;
	uint32_t i, others = 0;

	for (i = 0; i < rsec_manrs_events_count(events); i++) {
		event = rsec_manrs_events_get(events, i);
		if (event->source != source)
			continue;
		if (event->begin < month->end && event->end > month->begin)
			return false;
		others++;
	}
	return others > 0;
}

/* Take away what was given, but says nothing of the month; and tell. */
static void
unmark_others(struct inputs *inputs)
{
	static const struct {
		enum rsec_manrs_event_source source;
		enum rsec_manrs_input input;
	} sources[] = {
		{ RSEC_MANRS_BY_GRIP, RSEC_MANRS_GRIP },
		{ RSEC_MANRS_BY_BGPSTREAM, RSEC_MANRS_BGPSTREAM },
		{ RSEC_MANRS_BY_CIDR_REPORT, RSEC_MANRS_CIDR_REPORT },
	};
	unsigned given = inputs->data.inputs;
	char month[RSEC_MANRS_MONTH_SIZE];
	size_t i;

	if ((given & RSEC_MANRS_BGP) && !has_routes(inputs))
		inputs->data.inputs &= ~(unsigned)RSEC_MANRS_BGP;
	for (i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (is_of_others(inputs, sources[i].source))
			inputs->data.inputs &= ~(unsigned)sources[i].input;
	if (!has_outside(inputs)) /* nothing was read, which is told */
		given &= ~(unsigned)RSEC_MANRS_BGP;
	rsec_manrs_month_format(month, &inputs->data.month);
	for (i = 0; i < RSEC_MANRS_INPUTS; i++)
		if ((given & ~inputs->data.inputs) >> i & 1)
			cli_warn("%s: all of it is of other months than %s",
			    rsec_manrs_input_name(
				(enum rsec_manrs_input)(1 << i)),
			    month);
}

static void
mark_inputs(struct inputs *inputs)
{
	static const struct {
		enum kind kind;
		enum rsec_manrs_input input;
	} kinds[] = {
		{ KIND_AS_REL, RSEC_MANRS_AS_REL },
		{ KIND_DELEGATED, RSEC_MANRS_DELEGATED },
		{ KIND_VRPS, RSEC_MANRS_VRPS },
		{ KIND_IRR, RSEC_MANRS_IRR },
		{ KIND_WHOIS, RSEC_MANRS_WHOIS },
		{ KIND_PEERINGDB, RSEC_MANRS_PEERINGDB },
		{ KIND_BOGONS, RSEC_MANRS_BOGONS },
		{ KIND_CIDR_REPORT, RSEC_MANRS_CIDR_REPORT },
		{ KIND_GRIP, RSEC_MANRS_GRIP },
		{ KIND_BGPSTREAM, RSEC_MANRS_BGPSTREAM },
		{ KIND_SPOOFER, RSEC_MANRS_SPOOFER },
		{ KIND_AS_ORG, RSEC_MANRS_AS_ORG },
		{ KIND_PARTICIPANTS, RSEC_MANRS_PARTICIPANTS },
		{ KIND_FEEDBACK, RSEC_MANRS_FEEDBACK },
		{ KIND_PREVIOUS, RSEC_MANRS_PREVIOUS },
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		mark(inputs, has(inputs, kinds[i].kind, kinds[i].kind),
		    kinds[i].input);
	mark(inputs, has(inputs, KIND_RIB, KIND_UPDATES), RSEC_MANRS_BGP);
	mark(inputs, inputs->sets.has_aspas, RSEC_MANRS_ASPAS);
	mark(inputs, rsec_manrs_checklists_count(inputs->sets.checklists) > 0,
	    RSEC_MANRS_RSC);
	unmark_others(inputs);
}

/* What points to what, by the bits. */
static void
make_data(struct inputs *inputs)
{
	const struct sets *sets = &inputs->sets;
	struct rsec_manrs_data *data = &inputs->data;

	data->rules = inputs->options->rules;
	data->now = inputs->options->now;
	data->contacts = sets->contacts;
	data->events = sets->events;
	if (data->inputs & RSEC_MANRS_BGP)
		data->view = sets->view;
	if (data->inputs & RSEC_MANRS_VRPS)
		data->vrps = sets->vrps;
	if (data->inputs & (RSEC_MANRS_IRR | RSEC_MANRS_WHOIS))
		data->registry = sets->registry;
	if (data->inputs & RSEC_MANRS_PEERINGDB)
		data->peeringdb = sets->peeringdb;
	if (data->inputs & RSEC_MANRS_BOGONS)
		data->bogons = sets->bogons;
	if (data->inputs & RSEC_MANRS_SPOOFER)
		data->tests = sets->tests;
	if (data->inputs & RSEC_MANRS_RSC)
		data->checklists = sets->checklists;
	if (data->inputs & RSEC_MANRS_AS_ORG)
		data->organisations = sets->organisations;
	if (data->inputs & RSEC_MANRS_PARTICIPANTS)
		data->participants = sets->participants;
}

/* Tell what was said about the files; whether all are sound. */
static bool
tell(const struct inputs *inputs)
{
	const struct file *file = inputs->file;
	bool sound = true;

	for (; file < inputs->file + inputs->files; file++) {
		cli_notes_tell(
		    &file->notes, file->records + file->notes.skipped);
		file_tell_routes(file, &inputs->data);
		if (file->failed)
			cli_warn_err(file->name, &file->err);
		sound = sound && !file->failed;
	}
	files_tell_apart(inputs->file, inputs->files);
	if (sound && rsec_manrs_data_lacks(&inputs->data)[0] != '\0')
		cli_warn(
		    "incomplete: %s", rsec_manrs_data_lacks(&inputs->data));
	return sound;
}

const struct rsec_manrs_data *
inputs_read(struct inputs *inputs)
{
	struct sets *sets = &inputs->sets;
	struct rsec_err err;
	size_t round[3];

	list_pieces(inputs, round);
	lock_down(inputs);
	find_month(inputs);
	inputs->data.month = inputs->options->month;
	sets_init(sets, &inputs->options->rules);
	do_round(inputs, round[0]);
	freeze_first(inputs);
	do_round(inputs, round[1]);
	merge(inputs);
	mark_inputs(inputs);
	make_data(inputs);
	must(rsec_manrs_events_derive(sets->events, &inputs->data, &err), &err);
	do_round(inputs, round[2]);
	must(rsec_manrs_events_freeze(sets->events, &err), &err);
	return tell(inputs) ? &inputs->data : NULL;
}

const struct file *
inputs_files(const struct inputs *inputs, size_t *count)
{
	*count = inputs->files;
	return inputs->file;
}

const struct rsec_manrs_previous *
inputs_previous(const struct inputs *inputs, const struct subject *subject,
    struct rsec_manrs_previous *previous)
{
	if ((inputs->data.inputs & RSEC_MANRS_PREVIOUS) == 0 ||
	    !rsec_manrs_earlier_of(
		inputs->sets.earlier, subject->asn, subject->asns, previous))
		return NULL;
	return previous;
}

void
inputs_close(struct inputs *inputs)
{
	size_t i;

	sets_fini(&inputs->sets);
	for (i = 0; i < inputs->files; i++)
		file_fini(&inputs->file[i]);
	free(inputs->file);
	free(inputs->piece);
	pthread_mutex_destroy(&inputs->lock);
	free(inputs);
}
