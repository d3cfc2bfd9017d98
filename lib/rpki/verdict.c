/* SPDX-License-Identifier: ISC */
/* From findings to a verdict.  See verdict.h. */
#include "rpki/verdict.h"

#include <stddef.h>

enum rsec_severity
rsec_policy_severity(const struct rsec_policy *policy, enum rsec_rule rule)
{
	if (policy->ignore[rule])
		return RSEC_NOTE;
	return rsec_rule_info(rule)->severity[policy->profile];
}

static void
drop_silent(struct rsec_findings *f, const struct rsec_policy *policy)
{
	size_t i, kept = 0;

	for (i = 0; i < f->count; i++)
		if (rsec_policy_severity(policy, f->list[i].rule) !=
		    RSEC_SILENT)
			f->list[kept++] = f->list[i];
	f->count = kept;
}

void
rsec_verdict_judge(struct rsec_verdict *verdict, struct rsec_findings *findings,
    const struct rsec_policy *policy, unsigned checked,
    const char *const reason[RSEC_LAYERS])
{
	bool failed = false, unchecked = false;
	enum rsec_rule rule;
	size_t i;
	int layer;

	drop_silent(findings, policy);
	for (layer = 0; layer < RSEC_LAYERS; layer++) {
		bool ok = checked & 1U << layer;

		verdict->layer[layer].judgement =
		    ok ? RSEC_OK : RSEC_NOT_CHECKED;
		verdict->layer[layer].reason = ok ? NULL : reason[layer];
	}
	for (i = 0; i < findings->count; i++) {
		rule = findings->list[i].rule;
		if (rsec_policy_severity(policy, rule) == RSEC_ERROR)
			verdict->layer[rsec_rule_info(rule)->layer].judgement =
			    RSEC_FAIL;
	}
	for (layer = 0; layer < RSEC_LAYERS; layer++) {
		if (verdict->layer[layer].judgement == RSEC_FAIL)
			failed = true;
		else if (verdict->layer[layer].judgement == RSEC_NOT_CHECKED &&
			 verdict->layer[layer].reason != NULL)
			unchecked = true;
	}
	verdict->overall = failed      ? RSEC_FAIL
			   : unchecked ? RSEC_NOT_CHECKED
				       : RSEC_OK;
}

const char *
rsec_judgement_name(enum rsec_judgement j)
{
	switch (j) {
	case RSEC_OK:
		return "ok";
	case RSEC_FAIL:
		return "fail";
	default:
		return "not-checked";
	}
}
