/* SPDX-License-Identifier: ISC */
/* What parsing ranges and putting them in order share. */
#ifndef RSEC_RPKI_RESOURCES_PRIVATE_H
#define RSEC_RPKI_RESOURCES_PRIVATE_H

#include "rpki/resources.h"

int rsec_address_cmp(struct rsec_address a, struct rsec_address b);

/* Whether B, which does not start before A, overlaps A or follows it. */
bool rsec_ip_ranges_touch(
    const struct rsec_ip_range *a, const struct rsec_ip_range *b);

#endif
