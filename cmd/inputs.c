/* SPDX-License-Identifier: ISC */
/*
 * Opening inputs.  Whatever needs the file system or the network happens
 * here, before a tool locks itself down.
 */
#include "cmd/inputs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bgp/mrt.h"
#include "cmd/cli.h"

void
cli_names_add(struct cli_names *names, const char *option, const char *name)
{
	if (names->count == CLI_INPUTS_MAX)
		cli_die("more than %d inputs with %s", CLI_INPUTS_MAX, option);
	names->name[names->count++] = name;
}

void
cli_claim_stdin(const struct cli_names *names, const char *option,
    const char *what, const char **taken)
{
	size_t i;

	for (i = 0; i < names->count; i++) {
		if (strcmp(names->name[i], "-") != 0)
			continue;
		if (*taken != NULL)
			cli_die(
			    "%s -: standard input is where %s", option, *taken);
		*taken = what;
	}
}

char *
cli_shown_name(const char *name)
{
	char *shown = cli_calloc(1, strlen(name) + 1);
	const char *host = strstr(name, "://");
	const char *at;

	if (host == NULL ||
	    (!rsec_fetch_is_url(name) && strncasecmp(name, "ftp", 3) != 0))
		return strcpy(shown, name);
	host += strlen("://");
	/* As curl takes it: the last one before the path. */
	at = memrchr(host, '@', strcspn(host, "/?#"));
	memcpy(shown, name, (size_t)(host - name));
	return strcat(shown, at != NULL ? at + 1 : host);
}

/* Where in DIR the copy of URL is kept: as shown, '/' and '%' escaped. */
static char *
cache_path(const char *dir, const char *url)
{
	size_t size = strlen(dir) + 3 * strlen(url) + 2;
	char *path = cli_calloc(1, size), *p, *shown = cli_shown_name(url);
	const char *s;

	p = stpcpy(stpcpy(path, dir), "/");
	for (s = shown; *s != '\0'; s++) {
		if (*s == '/' || *s == '%')
			p += sprintf(p, "%%%02X", (unsigned)*s);
		else
			*p++ = *s;
	}
	free(shown);
	return path;
}

/* URL could not be had. */
static _Noreturn void
die_of_url(const char *url, const struct rsec_err *err)
{
	char *shown = cli_shown_name(url);

	cli_die_err(shown, err);
}

int
cli_fetch(const struct cli_input_options *options, const char *url)
{
	struct rsec_fetch_options fetch = { .timeout = options->timeout,
		.max_size = options->max_size };
	struct rsec_err err;
	char *cache = NULL;
	int fd;

	if (!options->quiet)
		fetch.progress = cli_progress;
	if (options->cache != NULL && mkdir(options->cache, 0777) != 0 &&
	    errno != EEXIST)
		cli_die("%s: %s", options->cache, strerror(errno));
	if (options->cache != NULL)
		fetch.cache = cache = cache_path(options->cache, url);
	if ((fd = rsec_fetch(url, &fetch, NULL, &err)) == -1)
		die_of_url(url, &err);
	free(cache);
	return fd;
}

struct rsec_input *
cli_open(const struct cli_input_options *options, const char *name)
{
	const struct rsec_input_options in_options = {
		.max_size = options->max_size,
		.text = true, /* what is not never begins with that mark */
	};
	struct rsec_input *in;
	struct rsec_err err;
	char *shown;
	int rc;

	if (!rsec_fetch_is_url(name)) {
		if (rsec_input_open(name, &in_options, &in, &err) != 0)
			cli_die_err(
			    strcmp(name, "-") == 0 ? "stdin" : name, &err);
		return in;
	}
	shown = cli_shown_name(name);
	rc = rsec_input_open_fd(
	    cli_fetch(options, name), shown, &in_options, &in, &err);
	free(shown);
	if (rc != 0)
		die_of_url(name, &err);
	return in;
}

/* Whether it is bgpdump, else native. */
static bool
is_bgpdump(const char *arg)
{
	if (strcmp(arg, "native") != 0 && strcmp(arg, "bgpdump") != 0)
		cli_die(
		    "--mrt-reader: \"%s\" is neither native nor bgpdump", arg);
	return strcmp(arg, "bgpdump") == 0;
}

void
cli_input_option(struct cli_input_options *options, int key, const char *arg)
{
	switch (key) {
	case CLI_MAX_SIZE:
		options->max_size = cli_size("--max-size", arg);
		break;
	case CLI_MRT_READER:
		options->bgpdump = is_bgpdump(arg);
		break;
	case CLI_TIMEOUT:
		options->timeout =
		    (unsigned)cli_number("--timeout", arg, 86400);
		break;
	}
}

struct rsec_bgpdump *
cli_bgpdump(const struct cli_input_options *options)
{
	struct rsec_bgpdump *dump;
	struct rsec_err err;

	if (!options->bgpdump)
		return NULL;
	if (rsec_bgpdump_start(RSEC_BGPDUMP, &dump, &err) != 0)
		cli_die("--mrt-reader: %s", err.msg);
	return dump;
}

int
cli_routes(struct rsec_bgpdump *dump, struct rsec_peeked *peeked,
    struct rsec_source *source, bool *is_mrt, struct rsec_err *err)
{
	const uint8_t *head;
	size_t len;

	if (rsec_source_peek(
		peeked, *source, RSEC_MRT_PEEK, &head, &len, err) != 0)
		return -1;
	*source = rsec_source_peeked(peeked);
	*is_mrt = rsec_mrt_is(head, len);
	if (*is_mrt && dump != NULL) {
		*source = rsec_bgpdump_source(dump, *source);
		*is_mrt = false;
	}
	return 0;
}

/* Each type of STATS in TEXT: "2 BGP/1, 1 type 77/0". */
static void
list_types(char *text, size_t size, const struct rsec_mrt_stats *stats)
{
	const struct rsec_mrt_unread *kind = stats->unread;
	char count[CLI_COUNT_SIZE];
	const char *name;
	size_t i, n = 0;

	for (i = 0; i < RSEC_MRT_UNREAD && kind->count > 0; i++, kind++) {
		cli_count(count, kind->count);
		n += (size_t)snprintf(
		    text + n, size - n, "%s%s ", i > 0 ? ", " : "", count);
		if (i == RSEC_MRT_UNREAD - 1)
			n += (size_t)snprintf(text + n, size - n, "others");
		else if ((name = rsec_mrt_type_name(kind->type)) != NULL)
			n += (size_t)snprintf(
			    text + n, size - n, "%s/%u", name, kind->subtype);
		else
			n += (size_t)snprintf(text + n, size - n, "type %u/%u",
			    kind->type, kind->subtype);
	}
}

void
cli_mrt_unread(const char *file, const struct rsec_mrt_stats *stats)
{
	const uint64_t unread = stats->other + stats->generic - stats->lists;
	char count[CLI_COUNT_SIZE], all[CLI_COUNT_SIZE];
	char types[RSEC_MRT_UNREAD * (CLI_COUNT_SIZE + 32)];

	list_types(types, sizeof(types), stats);
	if (unread > 0)
		cli_warn("%s: %s of %s records are of types that are not read: "
			 "%s",
		    file, cli_count(count, unread),
		    cli_count(all, stats->records), types);
	if (stats->lists > 0)
		cli_warn("%s: %s lists of prefixes are of address families "
			 "that are not read",
		    file, cli_count(count, stats->lists));
}
