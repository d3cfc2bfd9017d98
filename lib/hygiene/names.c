/* SPDX-License-Identifier: ISC */
/* What the classes of this room are called. */
#include "hygiene/hygiene.h"
#include "hygiene/impact.h"
#include "hygiene/irregular.h"

const char *
rsec_hygiene_auth_name(enum rsec_hygiene_auth auth)
{
	static const char *const names[] = {
		[RSEC_AUTH_NONE] = "none",
		[RSEC_AUTH_SAME] = "same",
		[RSEC_AUTH_COVERED_SAME] = "covered-same",
		[RSEC_AUTH_RELATED] = "related",
		[RSEC_AUTH_DIFFERENT] = "different",
	};

	return names[auth];
}

const char *
rsec_hygiene_rpki_name(enum rsec_hygiene_rpki rpki)
{
	static const char *const names[] = {
		[RSEC_HYGIENE_VALID] = "valid",
		[RSEC_HYGIENE_INVALID_AS] = "invalid-as",
		[RSEC_HYGIENE_INVALID_LENGTH] = "invalid-length",
		[RSEC_HYGIENE_NOT_FOUND] = "not-found",
		[RSEC_HYGIENE_RPKI_UNKNOWN] = "unknown",
	};

	return names[rpki];
}

const char *
rsec_hygiene_bgp_name(enum rsec_hygiene_bgp bgp)
{
	static const char *const names[] = {
		[RSEC_HYGIENE_EXACT] = "exact",
		[RSEC_HYGIENE_OTHER_ORIGIN] = "other-origin",
		[RSEC_HYGIENE_MORE_SPECIFIC] = "more-specific-only",
		[RSEC_HYGIENE_ABSENT] = "absent",
		[RSEC_HYGIENE_BGP_UNKNOWN] = "unknown",
	};

	return names[bgp];
}

const char *
rsec_hygiene_age_name(enum rsec_hygiene_age age)
{
	static const char *const names[] = {
		[RSEC_AGE_UNDER_1] = "under 1 year",
		[RSEC_AGE_1_TO_3] = "1-3 years",
		[RSEC_AGE_3_TO_10] = "3-10 years",
		[RSEC_AGE_OVER_10] = "over 10 years",
		[RSEC_AGE_UNKNOWN] = "unknown",
	};

	return names[age];
}

const char *
rsec_impact_name(enum rsec_impact impact)
{
	static const char *const names[] = {
		[RSEC_IMPACT_KEPT] = "kept",
		[RSEC_IMPACT_RESCUED] = "rescued",
		[RSEC_IMPACT_ORPHANED] = "orphaned",
		[RSEC_IMPACT_UNJUSTIFIED] = "unjustified",
	};

	return names[impact];
}

const char *
rsec_impact_filter_name(enum rsec_impact_filter filter)
{
	static const char *const names[] = {
		[RSEC_IMPACT_STRICT] = "strict",
		[RSEC_IMPACT_PERMISSIVE] = "permissive",
	};

	return names[filter];
}

const char *
rsec_overlap_name(enum rsec_overlap overlap)
{
	static const char *const names[] = {
		[RSEC_OVERLAP_NONE] = "none",
		[RSEC_OVERLAP_PARTIAL] = "partial",
		[RSEC_OVERLAP_FULL] = "full",
	};

	return names[overlap];
}
