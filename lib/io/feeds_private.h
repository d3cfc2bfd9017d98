/* SPDX-License-Identifier: ISC */
/* What feeds.c asks of feeds_place.c. */
#ifndef RSEC_IO_FEEDS_PRIVATE_H
#define RSEC_IO_FEEDS_PRIVATE_H

#include "io/feeds.h"

/*
 * What is wrong with the placeholders of FEED, or NULL; finds out whether it is
 * a series.
 */
const char *rsec_feed_check_places(struct rsec_feed *feed);

#endif
