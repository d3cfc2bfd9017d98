/* SPDX-License-Identifier: ISC */
/*
 * The report as one JSON object: everything that the other formats show.  The
 * members are stable; manrs-check(1) lists them.
 */
#include <string.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/page.h"

#define SCHEMA 1

void
json_end(const struct rsec_json_writer *json)
{
	if (rsec_json_failed(json))
		cli_die("out of memory");
}

static void
key_string(struct rsec_json_writer *json, const char *key, const char *s)
{
	rsec_json_key(json, key);
	rsec_json_put_string(json, s);
}

static void
key_uint(struct rsec_json_writer *json, const char *key, uint64_t v)
{
	rsec_json_key(json, key);
	rsec_json_put_uint(json, v);
}

static void
key_bool(struct rsec_json_writer *json, const char *key, bool v)
{
	rsec_json_key(json, key);
	rsec_json_put_bool(json, v);
}

/* Of millionths: 0.486000; null where there is none. */
static void
key_share(struct rsec_json_writer *json, const char *key, bool has, int64_t v)
{
	rsec_json_key(json, key);
	if (has)
		rsec_json_put_fixed(json, v, 6);
	else
		rsec_json_put_null(json);
}

static void
key_inputs(struct rsec_json_writer *json, const char *key, unsigned inputs)
{
	unsigned bit;

	rsec_json_key(json, key);
	rsec_json_array_begin(json);
	for (bit = 0; bit < RSEC_MANRS_INPUTS; bit++)
		if (inputs & 1U << bit)
			rsec_json_put_string(
			    json, rsec_manrs_input_name(
				      (enum rsec_manrs_input)(1U << bit)));
	rsec_json_array_end(json);
}

static void
put_score(struct rsec_json_writer *json, const struct rsec_manrs_score *score)
{
	rsec_json_object_begin(json);
	key_share(json, "value", score->has_value, score->value);
	key_string(json, "severity", rsec_manrs_severity_name(score->severity));
	rsec_json_key(json, "raw");
	if (!score->has_value)
		rsec_json_put_null(json);
	else {
		rsec_json_object_begin(json);
		rsec_json_key(json, "numerator");
		rsec_json_put_fixed(json, score->numerator, 0);
		key_uint(json, "denominator", (uint64_t)score->denominator);
		rsec_json_object_end(json);
	}
	key_share(json, "previous", score->has_previous, score->previous);
	key_share(json, "trend", score->has_value && score->has_previous,
	    (int64_t)score->value - score->previous);
	key_share(json, "projected", score->has_projected, score->projected);
	key_inputs(json, "missing", score->missing);
	key_string(json, "arithmetic", score->arithmetic);
	rsec_json_object_end(json);
}

static void
put_scores(struct rsec_json_writer *json, const char *key,
    const struct rsec_manrs_report *report)
{
	int i;

	rsec_json_key(json, key);
	rsec_json_object_begin(json);
	for (i = 0; i < RSEC_MANRS_FIGURES; i++) {
		rsec_json_key(
		    json, rsec_manrs_figure_name((enum rsec_manrs_figure)i));
		put_score(json, &report->score[i]);
	}
	rsec_json_object_end(json);
}

static void
put_actions(
    struct rsec_json_writer *json, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_action *action = report->action;

	key_string(json, "verdict",
	    rsec_manrs_verdict_name(rsec_manrs_report_verdict(report)));
	rsec_json_key(json, "actions");
	rsec_json_array_begin(json);
	for (; action < report->action + report->actions; action++) {
		rsec_json_object_begin(json);
		key_uint(json, "number", action->number);
		key_string(json, "title", action->title);
		key_bool(json, "mandatory", action->mandatory);
		key_string(
		    json, "verdict", rsec_manrs_verdict_name(action->verdict));
		key_string(json, "why", action->why);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
put_evidence(struct rsec_json_writer *json, const char *key,
    const struct rsec_manrs_evidence *row, size_t n)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_json_key(json, key);
	rsec_json_array_begin(json);
	for (; n > 0; n--, row++) {
		rsec_json_object_begin(json);
		if (row->has_prefix) {
			rsec_prefix_format(text, &row->prefix);
			key_string(json, "prefix", text);
		}
		if (row->has_asn)
			key_uint(json, "asn", row->asn);
		if (row->what[0] != '\0')
			key_string(json, "what", row->what);
		key_string(json, "why", row->why);
		if (row->remedy[0] != '\0')
			key_string(json, "remedy", row->remedy);
		if (row->left_out[0] != '\0')
			key_string(json, "left_out", row->left_out);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
put_results(
    struct rsec_json_writer *json, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_result *result = report->result;

	rsec_json_key(json, "checks");
	rsec_json_array_begin(json);
	for (; result < report->result + RSEC_MANRS_CHECKS; result++) {
		if (!result->applies)
			continue;
		rsec_json_object_begin(json);
		key_string(json, "id", rsec_manrs_check_name(result->check));
		key_uint(
		    json, "action", rsec_manrs_check_action(result->check));
		key_string(
		    json, "title", rsec_manrs_check_title(result->check));
		key_string(json, "state", rsec_manrs_state_name(result->state));
		key_uint(json, "good", result->good);
		key_uint(json, "total", result->total);
		key_inputs(json, "missing", result->missing);
		key_string(json, "summary",
		    result->summary != NULL ? result->summary : "");
		put_evidence(
		    json, "evidence", result->evidence, result->evidences);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
put_event(struct rsec_json_writer *json, const struct rsec_manrs_event *event)
{
	char text[RSEC_PREFIX_SIZE];

	key_string(json, "source", rsec_manrs_event_source_name(event->source));
	key_string(json, "id", event->id);
	if (event->has_prefix) {
		rsec_prefix_format(text, &event->prefix);
		key_string(json, "prefix", text);
	}
	if (event->has_other)
		key_uint(json, "other_asn", event->other);
}

static void
put_incidents(
    struct rsec_json_writer *json, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_incident *incident = report->incident;

	rsec_json_key(json, "incidents");
	rsec_json_array_begin(json);
	for (; incident < report->incident + report->incidents; incident++) {
		rsec_json_object_begin(json);
		key_string(
		    json, "metric", rsec_manrs_metric_name(incident->metric));
		rsec_json_key(json, "begin");
		rsec_json_put_time(json, incident->begin);
		rsec_json_key(json, "end");
		rsec_json_put_time(json, incident->end);
		key_bool(json, "open", incident->open);
		rsec_json_key(json, "raw");
		rsec_json_put_fixed(json, (int64_t)incident->raw, 4);
		key_uint(json, "events", incident->events);
		put_event(json, incident->event);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
put_fixes(struct rsec_json_writer *json, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_fix *fix = report->fix;

	rsec_json_key(json, "fixes");
	rsec_json_array_begin(json);
	for (; fix < report->fix + report->fixes; fix++) {
		rsec_json_object_begin(json);
		key_string(json, "figure", rsec_manrs_figure_name(fix->figure));
		key_string(json, "check", rsec_manrs_check_name(fix->check));
		key_share(json, "gain", true, fix->points);
		key_bool(json, "decides", fix->decides);
		key_uint(json, "changes", fix->changes);
		key_string(json, "title", fix->title);
		key_string(json, "remedy", fix->remedy);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
put_customers(
    struct rsec_json_writer *json, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_customer *customer = report->customer;

	rsec_json_key(json, "customers");
	rsec_json_array_begin(json);
	for (; customer < report->customer + report->customers; customer++) {
		rsec_json_object_begin(json);
		key_uint(json, "asn", customer->asn);
		key_string(json, "name", customer->name);
		key_uint(json, "routes", customer->total);
		put_evidence(json, "bad", customer->route, customer->routes);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
put_tally(struct rsec_json_writer *json, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_tally *tally = &report->tally;

	rsec_json_key(json, "routes");
	rsec_json_object_begin(json);
	key_uint(json, "total", tally->routes);
	key_uint(json, "rpki_valid", tally->rpki_valid);
	key_uint(json, "rpki_invalid", tally->rpki_invalid);
	key_uint(json, "rpki_not_found", tally->rpki_not_found);
	key_uint(json, "irr_exact", tally->irr_exact);
	key_uint(json, "irr_covered", tally->irr_covered);
	key_uint(json, "irr_authoritative", tally->irr_auth);
	key_uint(json, "valid_in_either", tally->either);
	key_uint(json, "customer_routes", tally->customer_routes);
	key_uint(json, "customer_bad", tally->customer_bad);
	key_string(json, "lacks", rsec_manrs_data_lacks(report->data));
	rsec_json_object_end(json);
}

static void
put_file(struct rsec_json_writer *json, const struct sheet *sheet,
    const struct file *file)
{
	rsec_json_object_begin(json);
	key_string(json, "kind", kind_name(file->kind));
	key_string(json, "path", file->name);
	key_string(json, "sha256", file->digest);
	key_uint(json, "bytes", file->size);
	rsec_json_key(json, "time");
	if (file->time != 0)
		rsec_json_put_time(json, file->time);
	else
		rsec_json_put_null(json);
	key_string(json, "time_of", time_of_name(file->time_of));
	rsec_json_key(json, "age_hours");
	if (file->time != 0)
		rsec_json_put_fixed(
		    json, (sheet->options->now - file->time) / 360, 1);
	else
		rsec_json_put_null(json);
	key_uint(json, "records", file->records);
	key_uint(json, "skipped", file->notes.skipped);
	rsec_json_object_end(json);
}

static void
put_basis(struct rsec_json_writer *json, const struct sheet *sheet)
{
	struct rsec_manrs_assumption a;
	size_t i;

	rsec_json_key(json, "inputs");
	rsec_json_array_begin(json);
	for (i = 0; i < sheet->files; i++)
		put_file(json, sheet, &sheet->file[i]);
	rsec_json_array_end(json);
	rsec_json_key(json, "assumptions");
	rsec_json_array_begin(json);
	for (i = 0; rsec_manrs_rules_assumption(&sheet->options->rules, i, &a);
	     i++) {
		rsec_json_object_begin(json);
		key_string(json, "name", a.name);
		key_string(json, "option", a.option);
		key_uint(json, "value", a.value);
		key_string(json, "unit", a.unit);
		key_string(json, "why", a.why);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
put_head(struct rsec_json_writer *json, const struct sheet *sheet)
{
	const struct rsec_manrs_rules *rules = &sheet->options->rules;
	char month[RSEC_MANRS_MONTH_SIZE];
	size_t i;

	rsec_manrs_month_format(month, &sheet->options->month);
	key_uint(json, "schema", SCHEMA);
	rsec_json_key(json, "asns");
	rsec_json_array_begin(json);
	for (i = 0; i < sheet->subject->asns; i++)
		rsec_json_put_uint(json, sheet->subject->asn[i]);
	rsec_json_array_end(json);
	key_string(json, "name", name_of(sheet));
	key_string(json, "program", rsec_manrs_program_name(rules->program));
	key_string(json, "month", month);
	key_uint(json, "ruleset", rules->ruleset);
	rsec_json_key(json, "now");
	rsec_json_put_time(json, sheet->options->now);
}

void
page_json(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	struct rsec_json_writer json = rsec_json_writer_init(page);

	rsec_json_object_begin(&json);
	put_head(&json, sheet);
	put_scores(&json, "scores", report);
	if (sheet->before != NULL)
		put_scores(&json, "scores_without_what_if", sheet->before);
	put_actions(&json, report);
	put_tally(&json, report);
	put_fixes(&json, report);
	key_string(&json, "first_clean_month", report->first_clean_month);
	put_results(&json, report);
	put_incidents(&json, report);
	put_customers(&json, report);
	put_basis(&json, sheet);
	rsec_json_object_end(&json);
	json_end(&json);
}
