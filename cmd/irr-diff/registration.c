/* SPDX-License-Identifier: ISC */
/*
 * --transfers and --delegated: objects that are older than the registration of
 * their space, that lie with an RIR which the space has left, or in space that
 * nobody holds.
 */
#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

const struct rsec_out_column registration_columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 8, NULL },
	{ "source", RSEC_OUT_STRING, 6, NULL },
	{ "maintainer", RSEC_OUT_STRING, 16, NULL },
	{ "registration", RSEC_OUT_STRING, 12, NULL },
	{ "changed", RSEC_OUT_STRING, 10, NULL },
	{ "why", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

const struct rsec_out_column registration_summary_columns[] = {
	{ "source", RSEC_OUT_STRING, 14, NULL },
	{ "objects", RSEC_OUT_UINT, 9, NULL },
	{ "ok", RSEC_OUT_UINT, 9, NULL },
	{ "stale", RSEC_OUT_UINT, 9, NULL },
	{ "moved_rir", RSEC_OUT_UINT, 9, NULL },
	{ "supernet", RSEC_OUT_UINT, 9, NULL },
	{ "unallocated", RSEC_OUT_UINT, 11, NULL },
	{ "reserved", RSEC_OUT_UINT, 9, NULL },
	{ "unknown", RSEC_OUT_UINT, 9, NULL },
	{ NULL, 0, 0, NULL },
};

void
registration_print(struct report *report)
{
	(void)report;
	cli_die("--transfers and --delegated are not there yet");
}
