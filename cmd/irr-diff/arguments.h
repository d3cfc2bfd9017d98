/* SPDX-License-Identifier: ISC */
/* How options.c reads arguments; each function dies of one that is wrong. */
#ifndef RSEC_CMD_IRR_DIFF_ARGUMENTS_H
#define RSEC_CMD_IRR_DIFF_ARGUMENTS_H

#include "cmd/irr-diff/irr-diff.h"

/* Add the names of registries between commas, in upper case. */
void arg_sources(struct options *options, struct cli_names *names,
    const char *option, const char *arg);
/* Days since 1970. */
int32_t arg_day(const char *option, const char *arg);
void arg_classes(struct options *options, const char *arg);
void arg_format(struct options *options, const char *arg);
void arg_unit(struct options *options, const char *arg);
void arg_rule(struct options *options, const char *arg);
void arg_prefix(struct options *options, const char *arg);
void arg_origin(struct options *options, const char *arg);
/* options->max_removed as a number. */
void arg_max_removed(struct options *options);
/* Whether S is written as RFC 9562 section 4 asks for. */
bool arg_is_uuid(const char *s);
/* One more dump: "path" or "NAME=path". */
void arg_operand(struct options *options, const char *arg);

#endif
