/* SPDX-License-Identifier: ISC */
/* Data for an assessment; see manrs.h. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "rpki/vrpfile.h"
#include "tests/lib/checklist.h"
#include "tests/lib/manrs.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"

#define LINE_MAX_SIZE 512
#define RIB_IPV4      2
#define RIB_IPV6      4
#define YEAR	      ((int64_t)365 * 86400)

void
manrs_world_init(struct manrs_world *world, const char *month)
{
	struct rsec_manrs_data *data = &world->data;

	memset(world, 0, sizeof(*world));
	assert_true(rsec_manrs_month_parse(month, strlen(month), &data->month));
	assert_true(
	    rsec_manrs_rules_init(&data->rules, 2024, RSEC_MANRS_NETOPS));
	data->now = data->month.end;
}

void
manrs_world_give(
    struct manrs_world *world, enum rsec_manrs_input input, const char *text)
{
	assert_true(world->texts < MANRS_TEXTS);
	world->text[world->texts].input = input;
	world->text[world->texts++].text = text;
	world->data.inputs |= input;
}

static int
add_aspa(
    void *ctx, const struct rsec_vrpfile_extra *extra, struct rsec_err *err)
{
	if (extra->providers == NULL)
		return 0;
	return rsec_manrs_aspas_add(
	    ctx, extra->asn, extra->providers, extra->provider_count, err);
}

/* Whois data that begin with a brace are of RDAP. */
static int
read_registry(struct manrs_world *world, const char *text,
    struct rsec_source source, bool whois, struct rsec_err *err)
{
	static const struct rsec_irr_leniency leniency = { .repair = true };

	if (whois && text[0] == '{')
		return rsec_manrs_rdap_read(
		    world->contacts, source, NULL, NULL, err);
	return rsec_manrs_registry_read(
	    world->registry, source, &leniency, whois, NULL, NULL, err);
}

/* "PREFIX PATH" as a record of a table, on the first day of the month. */
static void
write_line(struct mrtw *w, const char *line, size_t n, uint32_t time)
{
	char copy[LINE_MAX_SIZE], *path;

	assert_true(n < sizeof(copy));
	memcpy(copy, line, n);
	copy[n] = '\0';
	assert_non_null(path = strchr(copy, ' '));
	*path++ = '\0';
	mrtw_rib(w, strchr(copy, ':') != NULL ? RIB_IPV6 : RIB_IPV4, copy, 1);
	rsec_put_be32((uint8_t *)w->buf.data + w->record, time);
	mrtw_entry(w, 0);
	mrtw_attribute(w, 1, "", 1);
	mrtw_path(w, 2, 4, path);
	mrtw_close(w);
}

static int
read_paths(struct manrs_world *world, const char *text, struct rsec_err *err)
{
	const uint32_t time = (uint32_t)world->data.month.begin;
	struct mrtw w = MRTW_INIT;
	struct rsec_memory memory;
	size_t n;
	int rc;

	mrtw_peers(&w, 1);
	rsec_put_be32((uint8_t *)w.buf.data + w.record, time);
	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		write_line(&w, text, n, time);
	}
	memory = mrtw_memory(&w, 0);
	rc = rsec_manrs_view_read(
	    world->view, rsec_source_memory(&memory), NULL, NULL, err);
	mrtw_fini(&w);
	return rc;
}

static int
read_text(struct manrs_world *world, enum rsec_manrs_input input,
    const char *text, struct rsec_source source, struct rsec_err *err)
{
	const struct rsec_manrs_rules *rules = &world->data.rules;
	const struct rsec_manrs_grip_options grip = { rules->grip_suspicion,
		rules->grip_filtered };

	switch (input) {
	case RSEC_MANRS_BGP:
		if (strncmp(text, MANRS_PATHS, strlen(MANRS_PATHS)) == 0)
			return read_paths(
			    world, text + strlen(MANRS_PATHS), err);
		return rsec_manrs_view_read(
		    world->view, source, NULL, NULL, err);
	case RSEC_MANRS_VRPS:
		return rsec_vrpfile_read(
		    source, "", world->vrps, NULL, NULL, err);
	case RSEC_MANRS_ASPAS:
		return rsec_vrpfile_read_all(source, "", world->vrps, add_aspa,
		    world->aspas, NULL, NULL, err);
	case RSEC_MANRS_IRR:
	case RSEC_MANRS_WHOIS:
		return read_registry(
		    world, text, source, input == RSEC_MANRS_WHOIS, err);
	case RSEC_MANRS_PEERINGDB:
		return rsec_manrs_peeringdb_read(
		    world->peeringdb, NULL, source, NULL, NULL, err);
	case RSEC_MANRS_DELEGATED:
		return rsec_delegated_read(world->delegated, source, NULL, err);
	case RSEC_MANRS_BOGONS:
		return rsec_manrs_bogons_read(
		    world->bogons, source, NULL, NULL, err);
	case RSEC_MANRS_CIDR_REPORT:
		return rsec_manrs_cidr_report_read(
		    world->events, source, INT32_MIN, NULL, NULL, err);
	case RSEC_MANRS_GRIP:
		return rsec_manrs_grip_read(
		    world->events, &grip, source, NULL, NULL, err);
	case RSEC_MANRS_BGPSTREAM:
		return rsec_manrs_bgpstream_read(
		    world->events, source, NULL, NULL, err);
	case RSEC_MANRS_SPOOFER:
		return rsec_manrs_spoofer_read(
		    world->tests, source, NULL, NULL, err);
	case RSEC_MANRS_RSC:
		return checklist_add(world->checklists, text,
		    world->data.month.begin, world->data.month.begin + YEAR,
		    err);
	case RSEC_MANRS_AS_REL:
		return rsec_relations_read(world->relations, source, NULL, err);
	case RSEC_MANRS_PARTICIPANTS:
		return rsec_manrs_participants_read(
		    world->participants, source, NULL, NULL, err);
	case RSEC_MANRS_AS_ORG:
		return rsec_organisations_read(
		    world->organisations, source, NULL, err);
	case RSEC_MANRS_FEEDBACK:
		return rsec_manrs_feedback_read(
		    world->events, source, NULL, NULL, err);
	default:
		fail_msg("%s is not read", rsec_manrs_input_name(input));
		return -1;
	}
}

/* Read the texts of INPUTS. */
static void
read_inputs(struct manrs_world *world, unsigned inputs)
{
	struct rsec_err err;
	struct rsec_memory memory;
	size_t i;

	for (i = 0; i < world->texts; i++) {
		const char *text = world->text[i].text;

		if ((inputs & world->text[i].input) == 0 || text[0] == '\0')
			continue;
		memory = (struct rsec_memory){ (const uint8_t *)text,
			strlen(text), 0 };
		if (read_text(world, world->text[i].input, text,
			rsec_source_memory(&memory), &err) == -1)
			fail_msg("%s: line %u: %s",
			    rsec_manrs_input_name(world->text[i].input),
			    (unsigned)err.line, err.msg);
	}
}

static void
make_sets(struct manrs_world *world)
{
	assert_non_null(world->vrps = rsec_vrps_new());
	assert_non_null(world->aspas = rsec_manrs_aspas_new());
	assert_non_null(world->registry = rsec_manrs_registry_new());
	assert_non_null(world->contacts = rsec_manrs_contacts_new());
	assert_non_null(world->peeringdb = rsec_manrs_peeringdb_new());
	assert_non_null(world->delegated = rsec_delegated_new());
	assert_non_null(world->bogons = rsec_manrs_bogons_new());
	assert_non_null(world->events = rsec_manrs_events_new());
	assert_non_null(world->tests = rsec_manrs_tests_new());
	assert_non_null(world->checklists = rsec_manrs_checklists_new());
	assert_non_null(world->relations = rsec_relations_new());
	assert_non_null(world->organisations = rsec_organisations_new());
	assert_non_null(world->participants = rsec_manrs_participants_new());
}

/* All that BGP is held against. */
static void
freeze_sets(struct manrs_world *world)
{
	struct rsec_manrs_contacts *contacts = world->contacts;

	assert_int_equal(rsec_vrps_freeze(world->vrps, NULL), 0);
	assert_int_equal(rsec_manrs_aspas_freeze(world->aspas, NULL), 0);
	assert_int_equal(rsec_manrs_registry_freeze(
			     world->registry, NULL, 0, contacts, NULL),
	    0);
	assert_int_equal(
	    rsec_manrs_peeringdb_freeze(world->peeringdb, contacts, NULL), 0);
	assert_int_equal(rsec_manrs_contacts_freeze(contacts, NULL), 0);
	assert_int_equal(rsec_delegated_freeze(world->delegated, NULL), 0);
	assert_int_equal(rsec_manrs_bogons_freeze(world->bogons, NULL), 0);
	assert_int_equal(rsec_manrs_tests_freeze(world->tests, NULL), 0);
	assert_int_equal(
	    rsec_manrs_checklists_freeze(world->checklists, NULL), 0);
	assert_int_equal(rsec_relations_freeze(world->relations, NULL), 0);
	assert_int_equal(
	    rsec_organisations_freeze(world->organisations, NULL), 0);
	assert_int_equal(
	    rsec_manrs_participants_freeze(world->participants, NULL), 0);
}

void
manrs_world_remove(struct rsec_manrs_data *data, enum rsec_manrs_input input)
{
	data->inputs &= ~(unsigned)input;
	if (input == RSEC_MANRS_BGP)
		data->view = NULL;
	if (input == RSEC_MANRS_VRPS)
		data->vrps = NULL;
	if (input == RSEC_MANRS_ASPAS)
		data->aspas = NULL;
	if ((data->inputs & (RSEC_MANRS_IRR | RSEC_MANRS_WHOIS)) == 0)
		data->registry = NULL;
	if (input == RSEC_MANRS_PEERINGDB)
		data->peeringdb = NULL;
	if (input == RSEC_MANRS_DELEGATED)
		data->delegated = NULL;
	if (input == RSEC_MANRS_BOGONS)
		data->bogons = NULL;
	if (input == RSEC_MANRS_SPOOFER)
		data->tests = NULL;
	if (input == RSEC_MANRS_RSC)
		data->checklists = NULL;
	if (input == RSEC_MANRS_AS_REL)
		data->relations = NULL;
	if (input == RSEC_MANRS_PARTICIPANTS)
		data->participants = NULL;
	if (input == RSEC_MANRS_AS_ORG)
		data->organisations = NULL;
}

static void
fill_data(struct manrs_world *world)
{
	struct rsec_manrs_data *data = &world->data;
	unsigned input;

	data->view = world->view;
	data->vrps = world->vrps;
	data->aspas = world->aspas;
	data->registry = world->registry;
	data->contacts = world->contacts;
	data->peeringdb = world->peeringdb;
	data->delegated = world->delegated;
	data->bogons = world->bogons;
	data->events = world->events;
	data->tests = world->tests;
	data->checklists = world->checklists;
	data->relations = world->relations;
	data->organisations = world->organisations;
	data->participants = world->participants;
	for (input = 0; input < RSEC_MANRS_INPUTS; input++)
		if ((data->inputs >> input & 1) == 0)
			manrs_world_remove(
			    data, (enum rsec_manrs_input)(1 << input));
}

void
manrs_world_read(struct manrs_world *world)
{
	struct rsec_manrs_data *data = &world->data;
	struct rsec_manrs_view_inputs against;

	make_sets(world);
	read_inputs(world, ~(unsigned)(RSEC_MANRS_BGP | RSEC_MANRS_FEEDBACK));
	freeze_sets(world);
	fill_data(world);
	against = (struct rsec_manrs_view_inputs){ data->month, data->relations,
		data->aspas, data->delegated,
		data->rules.program == RSEC_MANRS_IXP ? &world->server : NULL,
		data->rules.program == RSEC_MANRS_CDN };
	assert_non_null(world->view = rsec_manrs_view_new(&against));
	read_inputs(world, RSEC_MANRS_BGP);
	assert_int_equal(rsec_manrs_view_freeze(world->view, NULL), 0);
	fill_data(world);
	assert_int_equal(
	    rsec_manrs_events_derive(world->events, data, NULL), 0);
	read_inputs(world, RSEC_MANRS_FEEDBACK);
	assert_int_equal(rsec_manrs_events_freeze(world->events, NULL), 0);
}

void
manrs_world_fini(struct manrs_world *world)
{
	rsec_manrs_view_free(world->view);
	rsec_vrps_free(world->vrps);
	rsec_manrs_aspas_free(world->aspas);
	rsec_manrs_registry_free(world->registry);
	rsec_manrs_contacts_free(world->contacts);
	rsec_manrs_peeringdb_free(world->peeringdb);
	rsec_delegated_free(world->delegated);
	rsec_manrs_bogons_free(world->bogons);
	rsec_manrs_events_free(world->events);
	rsec_manrs_tests_free(world->tests);
	rsec_manrs_checklists_free(world->checklists);
	rsec_relations_free(world->relations);
	rsec_organisations_free(world->organisations);
	rsec_manrs_participants_free(world->participants);
}

char *
manrs_tell(const struct rsec_manrs_report *report, enum rsec_manrs_check check)
{
	const struct rsec_manrs_result *result = &report->result[check];
	const struct rsec_manrs_evidence *row;
	struct rsec_buf text = RSEC_BUF_INIT;
	char prefix[RSEC_PREFIX_SIZE];
	size_t i;

	text_add(&text, "%s: %s\n", rsec_manrs_state_name(result->state),
	    result->summary);
	for (i = 0; i < result->evidences; i++) {
		row = &result->evidence[i];
		if (row->has_prefix) {
			rsec_prefix_format(prefix, &row->prefix);
			text_add(&text, "%s ", prefix);
		}
		text_add(&text, "AS%u [%s] %s%s%s\n> %s\n", row->asn, row->what,
		    row->why, row->left_out[0] == '\0' ? "" : "; left out: ",
		    row->left_out, row->remedy);
	}
	text_add(&text, "%c", '\0');
	return text.data;
}

void
manrs_must_tell(const struct rsec_manrs_report *report,
    enum rsec_manrs_check check, const char *expected)
{
	char *text = manrs_tell(report, check);

	assert_string_equal(text, expected);
	free(text);
}
