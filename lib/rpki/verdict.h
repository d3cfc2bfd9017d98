/* SPDX-License-Identifier: ISC */
/*
 * A verdict: for each layer whether it was judged and how, and one overall.
 * What was not looked at is never "ok".
 */
#ifndef RSEC_RPKI_VERDICT_H
#define RSEC_RPKI_VERDICT_H

#include <stdbool.h>

#include "rpki/finding.h"

enum rsec_judgement {
	RSEC_NOT_CHECKED, /* the reason says why */
	RSEC_OK,
	RSEC_FAIL,
};

struct rsec_verdict {
	struct {
		enum rsec_judgement judgement;
		const char *reason; /* static or in the object's arena */
	} layer[RSEC_LAYERS];
	enum rsec_judgement overall; /* OK only if no layer asked for fails
				      * and none is left unchecked */
};

/* Which rules are fatal: a profile, less the rules that the user ignores. */
struct rsec_policy {
	enum rsec_profile profile;
	bool ignore[RSEC_RULES];
};

RSEC_BEGIN_API

enum rsec_severity rsec_policy_severity(
    const struct rsec_policy *policy, enum rsec_rule rule);

/*
 * Judge the findings under POLICY, and drop those of rules that its profile
 * does not have (RSEC_SILENT).  CHECKED has a bit for each layer that was
 * looked at, REASON why the others were not; NULL where a layer does not apply
 * to such an object, which leaves the overall verdict alone.
 */
void rsec_verdict_judge(struct rsec_verdict *verdict,
    struct rsec_findings *findings, const struct rsec_policy *policy,
    unsigned checked, const char *const reason[RSEC_LAYERS]);

const char *rsec_judgement_name(enum rsec_judgement j); /* "ok", ... */

RSEC_END_API

#endif
