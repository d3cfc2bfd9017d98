/* SPDX-License-Identifier: ISC */
/* Lines in the layout of "rpki-client -f", for print_rpki_client.c. */
#ifndef RSEC_CMD_ROA_PRINT_CLIENT_H
#define RSEC_CMD_ROA_PRINT_CLIENT_H

#include "cmd/roa-print/put.h"
#include "rpki/cert.h"

#define CLIENT_LABEL 26 /* columns of a label */

void client_label(struct writer *w, const char *text);
void client_first(struct writer *w, const char *text, size_t i);

void client_bytes(struct writer *w, const char *text, struct rsec_bytes bytes);
void client_uri(
    struct writer *w, const char *text, const struct rsec_uris *uris);
void client_key_id(struct writer *w, const char *text, struct rsec_bytes id);
void client_integer(
    struct writer *w, const char *text, struct rsec_bytes octets);
void client_uint(struct writer *w, const char *text, uint64_t v);
void client_moment(struct writer *w, int64_t t);
void client_time(struct writer *w, const char *text, int64_t t);
void client_name(struct writer *w, const char *text, struct rsec_bytes name);
void client_resources(
    struct writer *w, const char *text, const struct rsec_resources *r);
void client_file(struct writer *w, const char *text, size_t i,
    struct rsec_bytes name, struct rsec_bytes hash);

#endif
