/* SPDX-License-Identifier: ISC */
/* Remedies: told once, well-formed, and such that what they mend is mended. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "irr/object.h"
#include "tests/lib/rpsl.h"
#include "tests/lib/told.h"
#include "tests/unit/manrs_assess/example.h"

#define ROA "create a ROA: AS"

static size_t
count_text(const char *text, const char *part)
{
	size_t n = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		n++;
	return n;
}

void
each_remedy_is_told_once(void **state)
{
	const struct rsec_manrs_result *result;
	struct rsec_manrs_report report;
	struct manrs_world world;
	size_t i, k, j, told, referred = 0;

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	for (i = 0; i < report.fixes; i++) {
		result = &report.result[report.fix[i].check];
		referred += count_text(report.fix[i].remedy, "as under A4-");
		for (k = 0; k < result->evidences; k++) {
			if (result->evidence[k].remedy[0] == '\0')
				continue;
			told = 0;
			for (j = 0; j < report.fixes; j++)
				told += count_text(report.fix[j].remedy,
				    result->evidence[k].remedy);
			assert_int_equal(told, 1);
		}
	}
	assert_true(referred > 0);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

bool
parse_roa(const char *remedy, struct rsec_vrp *vrp)
{
	const char *at = strstr(remedy, ROA), *prefix;
	struct rsec_err err;
	char *end;

	if (at == NULL)
		return false;
	*vrp = (struct rsec_vrp){ 0 };
	vrp->asn = (uint32_t)strtoul(at + strlen(ROA), &end, 10);
	prefix = ++end;
	end = strchr(prefix, ' ');
	assert_non_null(end);
	assert_int_equal(rsec_prefix_parse(prefix, (size_t)(end - prefix),
			     &vrp->prefix, &err),
	    0);
	assert_memory_equal(end, " maxLength ", 11);
	vrp->max_len = (uint8_t)strtoul(end + 11, NULL, 10);
	return true;
}

bool
parse_object(const char *remedy, struct rsec_route *route)
{
	struct rsec_irr_route object;
	struct rpsl_text t;
	struct rsec_err err;

	if (strncmp(remedy, "route", 5) != 0)
		return false;
	rpsl_text_init(&t, remedy);
	assert_int_equal(
	    rsec_irr_route_parse(&t.object, NULL, &object, &err), 0);
	*route = (struct rsec_route){ object.prefix, object.origin, true };
	rpsl_text_fini(&t);
	return true;
}

static bool
has_row(const struct rsec_manrs_result *result,
    const struct rsec_manrs_evidence *row)
{
	size_t i;

	for (i = 0; i < result->evidences; i++)
		if (result->evidence[i].asn == row->asn &&
		    rsec_prefix_equal(
			&result->evidence[i].prefix, &row->prefix))
			return true;
	return false;
}

/* ROW of CHECK is gone once its remedy, a ROA or route object, is there. */
static bool
is_mended(const struct manrs_world *world, enum rsec_manrs_check check,
    const struct rsec_manrs_evidence *row)
{
	struct rsec_manrs_data data = world->data;
	struct rsec_manrs_what_if what_if = { 0 };
	struct rsec_manrs_report report;
	struct rsec_route route;
	struct rsec_vrp vrp;

	if (parse_roa(row->remedy, &vrp)) {
		what_if.vrp = &vrp;
		what_if.vrps = 1;
	} else if (parse_object(row->remedy, &route)) {
		what_if.route = &route;
		what_if.routes = 1;
	} else
		return false;
	data.what_if = &what_if;
	assess(&data, &report);
	assert_false(has_row(&report.result[check], row));
	rsec_manrs_report_fini(&report);
	return true;
}

void
what_is_proposed_removes_the_finding(void **state)
{
	const struct rsec_manrs_result *result;
	struct rsec_manrs_report report;
	struct manrs_world world;
	size_t i, mended = 0;
	int check;

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	for (check = 0; check < RSEC_MANRS_CHECKS; check++) {
		/* What is not yet there is in no registry of an RIR. */
		if (check == RSEC_MANRS_A4_IRR_AUTH)
			continue;
		result = &report.result[check];
		for (i = 0; i < result->evidences; i++)
			mended += is_mended(&world,
			    (enum rsec_manrs_check)check, &result->evidence[i]);
	}
	assert_true(mended >= 10);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

/* REMEDY, where it begins with an object as a whole: it has a source. */
static bool
check_object(const char *remedy)
{
	struct told told = { .n = 0 };
	const struct rsec_diag diag = told_diag(&told);
	const char *end = strstr(remedy, "\n\n");
	struct rpsl_text t;
	char *object;

	if (strstr(remedy, "\nsource:") == NULL)
		return false;
	object = end == NULL ? strdup(remedy)
			     : strndup(remedy, (size_t)(end - remedy));
	assert_non_null(object);
	rpsl_text_init(&t, object);
	assert_int_equal(rsec_rpsl_check(&t.object, &diag), 0);
	assert_string_equal(told.text, "");
	rpsl_text_fini(&t);
	free(object);
	return true;
}

void
objects_that_are_proposed_keep_to_their_template(void **state)
{
	const struct rsec_manrs_result *result;
	struct rsec_manrs_report report;
	struct manrs_world world;
	size_t i, objects = 0;
	int check;

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	for (check = 0; check < RSEC_MANRS_CHECKS; check++) {
		result = &report.result[check];
		for (i = 0; i < result->evidences; i++)
			objects += check_object(result->evidence[i].remedy);
	}
	assert_true(objects > 5);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}
