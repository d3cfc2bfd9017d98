/* SPDX-License-Identifier: ISC */
/* Which reader each kind of file has, and the set that it fills. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"
#include "io/tar.h"
#include "rpki/vrpfile.h"

/* What is wrong with FILE when nothing of its kind is in it. */
static int
nothing(struct file *file, const char *what)
{
	return rsec_err_set(&file->err, RSEC_ERR_SYNTAX, "no %s in it", what);
}

static int
add_aspa(
    void *ctx, const struct rsec_vrpfile_extra *extra, struct rsec_err *err)
{
	struct sets *sets = ctx;

	if (extra->providers == NULL)
		return 0; /* the key of a router */
	return rsec_manrs_aspas_add(sets->aspas, extra->asn, extra->providers,
	    extra->provider_count, err);
}

/* VRPs and ASPAs; of a file that is there for its ASPAs the VRPs are dropped.
 */
static int
read_vrps(struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	struct rsec_vrps *vrps =
	    file->kind == KIND_ASPA ? rsec_vrps_new() : sets->vrps;
	struct rsec_vrpfile_stats stats = { .time = 0 };
	int rc;

	if (vrps == NULL)
		return rsec_err_nomem(&file->err);
	rc = rsec_vrpfile_read_all(file_source(file), "", vrps, add_aspa, sets,
	    diag, &stats, &file->err);
	if (file->kind == KIND_ASPA)
		rsec_vrps_free(vrps);
	file->records = stats.records;
	if (stats.time != 0) {
		file->time = stats.time;
		file->time_of = TIME_OF_CONTENT;
	}
	if (stats.has_extras)
		sets->has_aspas = true;
	else if (rc == 0 && file->kind == KIND_ASPA)
		rc = nothing(file, "ASPA");
	return rc;
}

static int
read_bgp(struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	struct rsec_manrs_view_stats stats = { .last = 0 };
	int rc;

	rc = rsec_manrs_view_read(
	    sets->view, file_source(file), diag, &stats, &file->err);
	file->records = stats.routes;
	file->bgp = stats;
	if (stats.last != 0) {
		file->time = stats.last;
		file->time_of = TIME_OF_CONTENT;
	}
	/* Updates of a quiet hour may be sessions that come and go alone. */
	if (rc == 0 && stats.routes + stats.withdrawn == 0 &&
	    (file->kind == KIND_RIB || !stats.is_mrt || stats.last == 0))
		return nothing(file, "route");
	return rc;
}

static bool
is_json(struct file *file)
{
	const uint8_t *data;
	size_t i, len;

	if (rsec_input_peek(file->in, &data, &len, NULL) != 0)
		return false;
	for (i = 0; i < len && strchr(" \t\r\n", data[i]) != NULL; i++)
		continue;
	return i < len && (data[i] == '{' || data[i] == '[');
}

/* Whether FILE, which was read, says in a line of its head that it is NRTM. */
static bool
is_journal(const struct file *file)
{
	static const char start[] = "\n%START ";
	const struct rsec_buf *head = &file->head;
	const size_t n = sizeof(start) - 1;

	return head->len >= n &&
	       (memcmp(head->data, start + 1, n - 1) == 0 ||
		   memmem(head->data, head->len, start, n) != NULL);
}

/* What has objects in it, and is no dump, would be read in part. */
static int
refuse_archive(struct file *file)
{
	const uint8_t *data;
	size_t len;

	if (rsec_input_peek(file->in, &data, &len, &file->err) != 0)
		return -1;
	if (rsec_tar_is(data, len))
		return rsec_err_set(&file->err, RSEC_ERR_UNSUPPORTED,
		    "a tar archive, not a dump: unpack it first");
	return 0;
}

static int
read_registry(
    struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	const struct rsec_irr_leniency strict = { .repair = false };
	const bool whois = file->kind == KIND_WHOIS;
	struct rsec_manrs_registry_stats stats = { .objects = 0 };
	int rc;

	if (whois && is_json(file))
		return rsec_manrs_rdap_read(sets->contacts, file_source(file),
		    diag, &file->records, &file->err);
	if (refuse_archive(file) != 0)
		return -1;
	file->notes.unit = "object";
	rc = rsec_manrs_registry_read(sets->registry, file_source(file),
	    &strict, whois, diag, &stats, &file->err);
	file->records = stats.objects - stats.malformed;
	if (is_journal(file))
		return rsec_err_set(&file->err, RSEC_ERR_UNSUPPORTED,
		    "an NRTM journal, not a dump: what it deletes would be "
		    "taken for registered");
	if (rc == 0 && stats.objects == 0)
		return nothing(file, "object");
	return rc;
}

/* "net" of "/srv/net-0.json"; NULL where the name says nothing. */
static const char *
peeringdb_kind(const struct file *file)
{
	static const char *const kinds[] = { "netixlan", "net", "poc", "org",
		"as_set" };
	const char *slash = strrchr(file->path, '/');
	const char *base = slash != NULL ? slash + 1 : file->path;
	size_t i, len;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		len = strlen(kinds[i]);
		if (strncmp(base, kinds[i], len) == 0 &&
		    strchr("-_.", base[len]) != NULL)
			return kinds[i];
	}
	return NULL;
}

static int
read_peeringdb(
    struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	int rc =
	    rsec_manrs_peeringdb_read(sets->peeringdb, peeringdb_kind(file),
		file_source(file), diag, &file->records, &file->err);
	const int64_t time = rsec_manrs_peeringdb_time(sets->peeringdb);

	if (time != 0) {
		file->time = time;
		file->time_of = TIME_OF_CONTENT;
	}
	return rc;
}

static int
read_grip(struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	const struct rsec_manrs_grip_options options = {
		sets->rules->grip_suspicion, sets->rules->grip_filtered
	};

	return rsec_manrs_grip_read(sets->events, &options, file_source(file),
	    diag, &file->records, &file->err);
}

static int
read_cidr_report(
    struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	file->notes.unit = "line";
	return rsec_manrs_cidr_report_read(sets->events, file_source(file),
	    file_day(file), diag, &file->records, &file->err);
}

static int
read_lines(struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	struct rsec_source source = file_source(file);
	size_t before, after;
	int rc;

	file->notes.unit = "line";
	if (file->kind == KIND_AS_REL) {
		before = rsec_relations_count(sets->relations);
		rc = rsec_relations_read(
		    sets->relations, source, diag, &file->err);
		after = rsec_relations_count(sets->relations);
	} else if (file->kind == KIND_AS_ORG) {
		before = rsec_organisations_count(sets->organisations);
		rc = rsec_organisations_read(
		    sets->organisations, source, diag, &file->err);
		after = rsec_organisations_count(sets->organisations);
	} else {
		before = rsec_delegated_count(sets->delegated);
		rc = rsec_delegated_read(
		    sets->delegated, source, diag, &file->err);
		after = rsec_delegated_count(sets->delegated);
	}
	file->records = after - before;
	if (rc == 0 && after == before)
		return nothing(file, "record");
	return rc;
}

static int
read_checklist(
    struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	struct rsec_manrs_checklists *lists = sets->checklists;
	uint32_t count;
	int rc;

	file->notes.unit = "checklist";
	rc = rsec_manrs_checklist_read(lists, file_source(file), file->path,
	    diag, &file->records, &file->err);
	if (rc == 0 && file->records > 0) {
		count = rsec_manrs_checklists_count(lists);
		file->time =
		    rsec_manrs_checklists_get(lists, count - 1)->signing_time;
		file->time_of = TIME_OF_CONTENT;
	}
	return rc;
}

static int
read_kind(struct sets *sets, struct file *file, const struct rsec_diag *diag)
{
	switch (file->kind) {
	case KIND_AS_REL:
	case KIND_AS_ORG:
	case KIND_DELEGATED:
		return read_lines(sets, file, diag);
	case KIND_VRPS:
	case KIND_ASPA:
		return read_vrps(sets, file, diag);
	case KIND_RIB:
	case KIND_UPDATES:
		return read_bgp(sets, file, diag);
	case KIND_IRR:
	case KIND_WHOIS:
		return read_registry(sets, file, diag);
	case KIND_PEERINGDB:
		return read_peeringdb(sets, file, diag);
	case KIND_BOGONS:
		return rsec_manrs_bogons_read(sets->bogons, file_source(file),
		    diag, &file->records, &file->err);
	case KIND_CIDR_REPORT:
		return read_cidr_report(sets, file, diag);
	case KIND_GRIP:
		return read_grip(sets, file, diag);
	case KIND_BGPSTREAM:
		return rsec_manrs_bgpstream_read(sets->events,
		    file_source(file), diag, &file->records, &file->err);
	case KIND_SPOOFER:
		return rsec_manrs_spoofer_read(sets->tests, file_source(file),
		    diag, &file->records, &file->err);
	case KIND_RSC:
		return read_checklist(sets, file, diag);
	case KIND_PARTICIPANTS:
		return rsec_manrs_participants_read(sets->participants,
		    file_source(file), diag, &file->records, &file->err);
	case KIND_FEEDBACK:
		return rsec_manrs_feedback_read(sets->events, file_source(file),
		    diag, &file->records, &file->err);
	case KIND_PREVIOUS:
		return rsec_manrs_earlier_read(sets->earlier, file_source(file),
		    diag, &file->records, &file->err);
	case KINDS:
		break;
	}
	return -1;
}

static bool
is_empty(struct file *file)
{
	const uint8_t *data;
	size_t len;

	return rsec_input_peek(file->in, &data, &len, NULL) == 0 && len == 0;
}

/*
 * What is empty, or wholly wrong, is no input: it would let checks pass.  A
 * checklist that is wrong leaves the others as they are; without any it is
 * their input that is missing.
 */
int
read_file(struct sets *sets, struct file *file)
{
	struct rsec_diag diag = cli_notes_diag(&file->notes);
	const uint32_t events = file_events(file, sets);

	if (file->kind == KIND_FEEDBACK)
		return read_kind(sets, file, &diag);
	if (is_empty(file))
		return rsec_err_set(
		    &file->err, RSEC_ERR_SYNTAX, "input is empty");
	if (read_kind(sets, file, &diag) == -1)
		return -1;
	if (file->records == 0 && file->notes.skipped > 0 &&
	    file->kind != KIND_RSC)
		return rsec_err_set(&file->err, RSEC_ERR_SYNTAX,
		    "every %s in it is wrong", file->notes.unit);
	file_find_time(file, sets, events);
	return 0;
}

static void
tell_some(const struct file *file, uint64_t some, const char *what)
{
	char count[CLI_COUNT_SIZE], all[CLI_COUNT_SIZE];

	cli_warn("%s: %s of %s routes %s", file->name, cli_count(count, some),
	    cli_count(all, file->records), what);
}

void
file_tell_routes(const struct file *file, const struct rsec_manrs_data *data)
{
	char month[RSEC_MANRS_MONTH_SIZE], what[160];

	if (file->bgp.outside > 0 && (data->inputs & RSEC_MANRS_BGP)) {
		rsec_manrs_month_format(month, &data->month);
		snprintf(
		    what, sizeof(what), "are of other months than %s", month);
		tell_some(file, file->bgp.outside, what);
	}
	if (file->bgp.no_peers > 0 && data->rules.min_peers > 1)
		tell_some(file, file->bgp.no_peers,
		    "have no number of peers and are not held to --min-peers");
	if (file->bgp.beyond > 0) {
		snprintf(what, sizeof(what),
		    "have paths of over %d ASNs, %d breaches of a rule or %d "
		    "providers of the origin, of which so many count",
		    RSEC_MANRS_PATH_MAX, RSEC_MANRS_BREACHES_MAX,
		    RSEC_MANRS_CARRIERS_MAX);
		tell_some(file, file->bgp.beyond, what);
	}
}

void
sets_init(struct sets *sets, const struct rsec_manrs_rules *rules)
{
	*sets = (struct sets){ .rules = rules };
	sets->relations = rsec_relations_new();
	sets->delegated = rsec_delegated_new();
	sets->vrps = rsec_vrps_new();
	sets->aspas = rsec_manrs_aspas_new();
	sets->registry = rsec_manrs_registry_new();
	sets->contacts = rsec_manrs_contacts_new();
	sets->peeringdb = rsec_manrs_peeringdb_new();
	sets->bogons = rsec_manrs_bogons_new();
	sets->events = rsec_manrs_events_new();
	sets->tests = rsec_manrs_tests_new();
	sets->checklists = rsec_manrs_checklists_new();
	sets->organisations = rsec_organisations_new();
	sets->participants = rsec_manrs_participants_new();
	sets->earlier = rsec_manrs_earlier_new();
	if (sets->relations == NULL || sets->delegated == NULL ||
	    sets->vrps == NULL || sets->aspas == NULL ||
	    sets->registry == NULL || sets->contacts == NULL ||
	    sets->peeringdb == NULL || sets->bogons == NULL ||
	    sets->events == NULL || sets->tests == NULL ||
	    sets->checklists == NULL || sets->organisations == NULL ||
	    sets->participants == NULL || sets->earlier == NULL)
		cli_die("out of memory");
}

void
sets_fini(struct sets *sets)
{
	rsec_relations_free(sets->relations);
	rsec_delegated_free(sets->delegated);
	rsec_vrps_free(sets->vrps);
	rsec_manrs_aspas_free(sets->aspas);
	rsec_manrs_view_free(sets->view);
	rsec_manrs_registry_free(sets->registry);
	rsec_manrs_contacts_free(sets->contacts);
	rsec_manrs_peeringdb_free(sets->peeringdb);
	rsec_manrs_bogons_free(sets->bogons);
	rsec_manrs_events_free(sets->events);
	rsec_manrs_tests_free(sets->tests);
	rsec_manrs_checklists_free(sets->checklists);
	rsec_organisations_free(sets->organisations);
	rsec_manrs_participants_free(sets->participants);
	rsec_manrs_earlier_free(sets->earlier);
}
