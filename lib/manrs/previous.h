/* SPDX-License-Identifier: ISC */
/*
 * Earlier reports, for the trend: those of manrs-check in JSON or JSON Lines,
 * and those with the Observatory's names ({"participants": [...]}).
 */
#ifndef RSEC_MANRS_PREVIOUS_H
#define RSEC_MANRS_PREVIOUS_H

#include "base/source.h"
#include "manrs/report.h"

struct rsec_manrs_earlier; /* opaque */

RSEC_BEGIN_API

struct rsec_manrs_earlier *rsec_manrs_earlier_new(void);
void rsec_manrs_earlier_free(struct rsec_manrs_earlier *earlier);

/*
 * Read reports; *COUNT, which may be NULL, grows by them.  Returns 0, or -1
 * with ERR.  Any number of files may be read; it can be asked after each.
 */
int rsec_manrs_earlier_read(struct rsec_manrs_earlier *earlier,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err);

/*
 * The scores of exactly these ASNs, sorted, COUNT of them; of several reports
 * the one of the latest month.  False where there is none.
 */
bool rsec_manrs_earlier_of(const struct rsec_manrs_earlier *earlier,
    const uint32_t *asn, size_t count, struct rsec_manrs_previous *out);

RSEC_END_API

#endif
