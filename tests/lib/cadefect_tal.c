/* SPDX-License-Identifier: ISC */
/* Trust anchor locators: RFC 8630. */
#include <stdio.h>
#include <string.h>

#include "tests/lib/cadefect.h"

#define RSYNC "rsync://rpki.example.net/repo/ta.cer\n"
#define HTTPS "https://rpki.example.net/repo/ta.cer\n"

/* @ stands for the key in base64. */
static const struct ca_tal_defect tals[] = { { "tal-good", NULL, RSYNC "\n@" },
	{ "tal-good-comments", NULL, "# one\n# two\n" HTTPS RSYNC "\n@" },
	{ "tal-good-crlf", NULL,
	    "rsync://rpki.example.net/repo/ta.cer\r\n\r\n@" },
	{ "tal-no-uri", "TAL-URI-MISSING", "# only a comment\n\n@" },
	{ "tal-no-blank-line", "TAL-BLANK-LINE", RSYNC "@" },
	{ "tal-no-key", "TAL-KEY-MISSING", RSYNC "\n" },
	{ "tal-uri-http", "TAL-URI-SCHEME",
	    "http://rpki.example.net/repo/ta.cer\n\n@" },
	{ "tal-uri-other-file", "TAL-URI-LEAF",
	    RSYNC "https://rpki.example.net/other.cer\n\n@" },
	{ "tal-uri-no-file", "TAL-URI", "rsync://rpki.example.net/\n\n@" },
	{ "tal-uri-escape", "TAL-URI",
	    "rsync://rpki.example.net/\033[2J/ta.cer\n\n@" },
	{ "tal-comment-late", "TAL-COMMENT", RSYNC "# late\n\n@" },
	{ "tal-base64-bad", "TAL-BASE64", RSYNC "\n@!!!\n" },
	{ "tal-base64-cut", "TAL-BASE64", RSYNC "\nMIIBIjANBgk\n" },
	{ "tal-key-garbage", "TAL-KEY", RSYNC "\n3q2+7w==\n" },
	{ "tal-key-trailing", "TAL-KEY", RSYNC "\n@AAAA\n" } };

const struct ca_tal_defect *
ca_tal_defect_get(size_t i)
{
	return i < sizeof(tals) / sizeof(*tals) ? &tals[i] : NULL;
}

void
ca_tal_defect_write(
    const struct ca *ta, const struct ca_tal_defect *defect, struct derw *w)
{
	const char *at = strchr(defect->text, '@'), *key;
	struct derw sound = { 0 };

	derw_reset(w, NULL);
	if (at == NULL) {
		derw_raw(w, defect->text, strlen(defect->text));
		return;
	}
	derw_raw(w, defect->text, (size_t)(at - defect->text));
	ca_tal_write(ta, &sound);
	key = strstr((const char *)sound.data, "\n\n") + 2;
	derw_raw(w, key, strlen(key));
	derw_raw(w, at + 1, strlen(at + 1));
	derw_fini(&sound);
}
