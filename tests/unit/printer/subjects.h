/* SPDX-License-Identifier: ISC */
/*
 * Subjects put together by hand, one of each type of object, for
 * printer_test.  Nothing is parsed: a printer must cope with any bytes.
 */
#ifndef RSEC_TESTS_UNIT_PRINTER_SUBJECTS_H
#define RSEC_TESTS_UNIT_PRINTER_SUBJECTS_H

#include "cmd/roa-print/roa-print.h"

struct sample {
	struct item item;
	struct subject subject;
	struct rsec_finding finding;
	struct rsec_cert issuer;
	struct rsec_crl crl;
	struct rsec_mft mft;
	enum entry_state states[2];
	const char *unlisted[1];
	struct manifest_check check;
};

/*
 * An object of TYPE whose every string is TEXT, and that has everything that
 * one can have.  SAMPLE must stay where it is.
 */
void sample_init(
    struct sample *sample, enum rsec_object_type type, const char *text);

/* A ROA as it is, for AS64496: 192.0.2.0/24 and 2001:db8::/32-48. */
void sample_roa(struct sample *sample);

/* A manifest of two files. */
void sample_mft(struct sample *sample);

#endif
