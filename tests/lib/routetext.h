/* SPDX-License-Identifier: ISC */
#ifndef RSEC_TESTS_LIB_ROUTETEXT_H
#define RSEC_TESTS_LIB_ROUTETEXT_H

#include "bgp/routeline.h"

/*
 * What a line says, as one text: "192.0.2.0/24 AS64496 none", the message in
 * brackets where it does not parse, "" for nothing.  Valid until the next call.
 */
const char *routetext(
    struct rsec_routeline_reader *reader, const char *line, size_t len);

#endif
