/* SPDX-License-Identifier: ISC */
/*
 * The VRPs of all inputs that a tool was given, in one set.  Opening (files,
 * network) and reading (parsing) are apart, so that the process locks itself
 * down in between.
 */
#ifndef RSEC_CMD_VRPS_H
#define RSEC_CMD_VRPS_H

#include <stdint.h>

#include "cmd/inputs.h"
#include "rpki/vrp.h"

struct cli_vrps; /* opaque */

/*
 * Open the exports (files, URLs, live caches) and the files of exceptions
 * (RFC 8416), or die.  All three are borrowed.
 */
struct cli_vrps *cli_vrps_open(const struct cli_input_options *options,
    const struct cli_names *exports, const struct cli_names *slurm);

/* Read all that was opened, or die; the set is frozen and borrowed. */
const struct rsec_vrps *cli_vrps_read(struct cli_vrps *inputs);

/* When the newest export was made, seconds UTC; 0: not said. */
int64_t cli_vrps_time(const struct cli_vrps *inputs);

/* After the last question; INPUTS may be NULL. */
void cli_vrps_close(struct cli_vrps *inputs);

#endif
