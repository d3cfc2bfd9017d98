/* SPDX-License-Identifier: ISC */
/*
 * The report with the names of the Observatory's API, so that both can be laid
 * side by side: {"participants":[{...}]} of GET /conformance/net-ops.
 */
#include "cmd/manrs-check/page.h"

/* As the API writes verdicts. */
static const char *
conformance(enum rsec_manrs_verdict verdict)
{
	switch (verdict) {
	case RSEC_MANRS_CONFORMANT:
		return "conformant";
	case RSEC_MANRS_NOT_CONFORMANT:
		return "non-conformant";
	case RSEC_MANRS_VERDICT_NO_DATA:
	case RSEC_MANRS_NOT_COMPUTED:
		break;
	}
	return "no-data";
}

static void
put_score(struct rsec_json_writer *json, const char *key,
    const struct rsec_manrs_score *score)
{
	static const char *const severities[] = { "ready", "aspiring",
		"lagging", "no_data_available" };

	rsec_json_key(json, key);
	rsec_json_object_begin(json);
	rsec_json_key(json, "value");
	if (score->has_value)
		rsec_json_put_fixed(json, score->value, 6);
	else
		rsec_json_put_null(json);
	rsec_json_key(json, "severity");
	rsec_json_put_string(json, severities[score->severity]);
	rsec_json_object_end(json);
}

/* The verdict of Action NUMBER, where the program has it. */
static void
put_conformance(struct rsec_json_writer *json,
    const struct rsec_manrs_report *report, unsigned number)
{
	enum rsec_manrs_verdict verdict = RSEC_MANRS_VERDICT_NO_DATA;
	size_t i;

	for (i = 0; i < report->actions; i++)
		if (report->action[i].number == number)
			verdict = report->action[i].verdict;
	rsec_json_key(json, "conformance");
	rsec_json_put_string(json, conformance(verdict));
}

static void
put_action(struct rsec_json_writer *json, const struct sheet *sheet,
    const char *key, unsigned number, enum rsec_manrs_figure figure)
{
	rsec_json_key(json, key);
	rsec_json_object_begin(json);
	put_conformance(json, sheet->report, number);
	put_score(json, "score", &sheet->report->score[figure]);
	rsec_json_object_end(json);
}

static void
put_routing(struct rsec_json_writer *json, const struct sheet *sheet)
{
	const struct rsec_manrs_score *score = sheet->report->score;

	rsec_json_key(json, "routing_information");
	rsec_json_object_begin(json);
	put_conformance(json, sheet->report, 4);
	put_score(json, "score_irr", &score[RSEC_MANRS_ROUTING_IRR]);
	put_score(json, "score_rpki", &score[RSEC_MANRS_ROUTING_RPKI]);
	rsec_json_object_end(json);
}

void
page_observatory(struct rsec_buf *page, const struct sheet *sheet)
{
	struct rsec_json_writer json = rsec_json_writer_init(page);
	size_t i;

	rsec_json_object_begin(&json);
	rsec_json_key(&json, "participants");
	rsec_json_array_begin(&json);
	rsec_json_object_begin(&json);
	rsec_json_key(&json, "name");
	rsec_json_put_string(&json, name_of(sheet));
	rsec_json_key(&json, "ASNs");
	rsec_json_array_begin(&json);
	for (i = 0; i < sheet->subject->asns; i++)
		rsec_json_put_uint(&json, sheet->subject->asn[i]);
	rsec_json_array_end(&json);
	put_action(&json, sheet, "filtering", 1, RSEC_MANRS_FILTERING);
	put_action(&json, sheet, "anti_spoofing", 2, RSEC_MANRS_ANTI_SPOOFING);
	put_action(&json, sheet, "coordination", 3, RSEC_MANRS_COORDINATION);
	put_routing(&json, sheet);
	rsec_json_object_end(&json);
	rsec_json_array_end(&json);
	rsec_json_object_end(&json);
	json_end(&json);
}
