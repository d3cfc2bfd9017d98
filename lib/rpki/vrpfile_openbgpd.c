/* SPDX-License-Identifier: ISC */
/*
 * VRPs from OpenBGPD's configuration, as rpki-client and Routinator write it:
 *
 *	roa-set {
 *		192.0.2.0/24 maxlen 26 source-as 64496 expires 1795406706
 *		2001:db8::/32 source-as 64496
 *	}
 *	aspa-set { ... }
 *
 * Items are separated by line ends or commas, as bgpd.conf(5) has it; the set
 * has no trust anchors.  An aspa-set is read over.  Nothing else of bgpd.conf
 * is accepted.
 */
#include "base/quote.h"
#include "rpki/vrpfile_private.h"

static int
fail(const struct rsec_vrpfile_words *words, const char *expected,
    struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];

	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, words->line,
	    "expected %s, found %s", expected,
	    rsec_quote(quote, words->word, words->len));
}

/* The next word, which there must be. */
static int
need_word(
    struct rsec_vrpfile_words *words, const char *set, struct rsec_err *err)
{
	int rc = rsec_vrpfile_word(words, err);

	if (rc == 0)
		return rsec_err_at_line(err, RSEC_ERR_TRUNCATED,
		    words->lines->number, "file ends inside %s", set);
	return rc == 1 ? 0 : -1;
}

/*
 * "maxlen N", "source-as A" or "expires T" in the line of the record: 1, 0
 * with the word put back where it is none of them, or -1 with ERR.
 */
static int
read_attribute(struct rsec_vrpfile_words *words,
    struct rsec_vrpfile_record *record, struct rsec_err *err)
{
	const bool max_len = rsec_vrpfile_word_is(words, "maxlen");
	const bool asn = rsec_vrpfile_word_is(words, "source-as");
	const bool expires = rsec_vrpfile_word_is(words, "expires");

	if (words->line != record->line || !(max_len || asn || expires)) {
		words->again = true;
		return 0;
	}
	if (need_word(words, "roa-set", err) != 0)
		return -1;
	if (words->line != record->line || rsec_vrpfile_word_is(words, "}")) {
		rsec_vrpfile_refuse(record, record->line, "%s has no value",
		    max_len ? "maxlen"
		    : asn   ? "source-as"
			    : "expires");
		words->again = true;
		return 0;
	}
	if (max_len)
		rsec_vrpfile_max_len(
		    record, words->word, words->len, words->line);
	if (asn)
		rsec_vrpfile_asn(record, words->word, words->len, words->line);
	return 1;
}

/* After a record that is bad: go on behind a comma, or in the next line. */
static int
skip_item(struct rsec_vrpfile_words *words, uint64_t line, struct rsec_err *err)
{
	do {
		if (need_word(words, "roa-set", err) != 0)
			return -1;
	} while (words->line == line && !rsec_vrpfile_word_is(words, ",") &&
		 !rsec_vrpfile_word_is(words, "}"));
	words->again = true;
	return 0;
}

/* An item, whose first word is read already. */
static int
read_item(struct rsec_vrpfile *file, struct rsec_vrpfile_words *words,
    struct rsec_err *err)
{
	struct rsec_vrpfile_record record;
	bool bad;
	int rc;

	rsec_vrpfile_begin(&record, words->line);
	rsec_vrpfile_prefix(&record, words->word, words->len, words->line);
	do {
		if (need_word(words, "roa-set", err) != 0)
			return -1;
		if ((rc = read_attribute(words, &record, err)) == -1)
			return -1;
	} while (rc == 1);
	bad = record.bad || !record.has_asn;
	if (rsec_vrpfile_end(file, &record, err) != 0)
		return -1;
	return bad ? skip_item(words, record.line, err) : 0;
}

static int
read_roa_set(struct rsec_vrpfile *file, struct rsec_vrpfile_words *words,
    struct rsec_err *err)
{
	for (;;) {
		if (need_word(words, "roa-set", err) != 0)
			return -1;
		if (rsec_vrpfile_word_is(words, "}"))
			return 0;
		if (rsec_vrpfile_word_is(words, ","))
			continue;
		if (words->len == 1 &&
		    (*words->word == '{' || *words->word == ';' ||
			*words->word == '='))
			return fail(words, "a prefix", err);
		if (read_item(file, words, err) != 0)
			return -1;
	}
}

static int
skip_aspa_set(struct rsec_vrpfile_words *words, struct rsec_err *err)
{
	unsigned depth = 1;

	while (depth > 0) {
		if (need_word(words, "aspa-set", err) != 0)
			return -1;
		if (rsec_vrpfile_word_is(words, "{"))
			depth++;
		else if (rsec_vrpfile_word_is(words, "}"))
			depth--;
	}
	return 0;
}

int
rsec_vrpfile_openbgpd(struct rsec_vrpfile *file, struct rsec_lines *lines,
    const char *first, size_t n, struct rsec_err *err)
{
	struct rsec_vrpfile_words words = rsec_vrpfile_words(lines, first, n);
	bool roa_set;
	int rc;

	while ((rc = rsec_vrpfile_word(&words, err)) == 1) {
		roa_set = rsec_vrpfile_word_is(&words, "roa-set");
		if (!roa_set && !rsec_vrpfile_word_is(&words, "aspa-set"))
			return fail(&words, "roa-set or aspa-set", err);
		if (need_word(&words, roa_set ? "roa-set" : "aspa-set", err))
			return -1;
		if (!rsec_vrpfile_word_is(&words, "{"))
			return fail(&words, "\"{\"", err);
		rc = roa_set ? read_roa_set(file, &words, err)
			     : skip_aspa_set(&words, err);
		if (rc != 0)
			return -1;
	}
	return rc;
}
