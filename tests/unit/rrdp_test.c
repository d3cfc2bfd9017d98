/* SPDX-License-Identifier: ISC */
/* Snapshots and deltas of RRDP: RFC 8182, and what is no such thing. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "rpki/rrdp.h"

#define MAX 100 /* bytes of an object */

/* "URI=OBJECT;" for each element, "!URI;" for a withdraw; then the error. */
static char *
walk(const char *xml, size_t len, size_t chunk)
{
	struct rsec_memory memory = { (const uint8_t *)xml, len, chunk };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_err err = { .code = RSEC_ERR_NONE };
	struct rsec_rrdp_element element;
	struct rsec_rrdp rrdp;
	int status;

	rsec_rrdp_init(&rrdp, rsec_source_memory(&memory), MAX);
	while ((status = rsec_rrdp_next(&rrdp, &element, &err)) > 0) {
		if (element.withdraw)
			rsec_buf_addc(&text, '!');
		rsec_buf_add(&text, element.uri.data, element.uri.len);
		if (!element.withdraw)
			rsec_buf_addc(&text, '=');
		rsec_buf_add(&text, element.object.data, element.object.len);
		rsec_buf_addc(&text, ';');
	}
	if (status < 0)
		rsec_buf_puts(&text, err.msg);
	rsec_buf_addc(&text, '\0');
	rsec_rrdp_fini(&rrdp);
	return text.data;
}

static void
assert_walk(const char *xml, const char *expected)
{
	static const size_t chunks[] = { 0, 1, 2, 3, 16 };
	size_t i;
	char *text;

	for (i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
		text = walk(xml, strlen(xml), chunks[i]);
		assert_string_equal(text, expected);
		free(text);
	}
}

static void
objects_of_a_snapshot_come_with_their_uris(void **state)
{
	(void)state;
	assert_walk("<?xml version=\"1.0\"?>\n"
		    "<snapshot xmlns=\"http://www.ripe.net/rpki/rrdp\">\n"
		    "<publish uri=\"rsync://a/b.roa\">\n Zmly\n c3Q=\n"
		    "</publish>\n"
		    "<publish\n\turi = 'c' >c2Vjb25k</publish >"
		    "<publish uri=\"d\"></publish><publish uri=\"e\"/>"
		    "</snapshot>\n",
	    "rsync://a/b.roa=first;c=second;d=;e=;");
	assert_walk("\xef\xbb\xbf<snapshot/>", "");
}

static void
a_delta_also_withdraws(void **state)
{
	(void)state;
	assert_walk("<delta serial='3'>"
		    "<withdraw uri=\"a\" hash=\"00\"/>"
		    "<publish hash='00' uri='b'>eA==</publish>"
		    "<withdraw uri='c' hash='01'></withdraw></delta>",
	    "!a;b=x;!c;");
}

static void
comments_are_passed_over_and_entities_read(void **state)
{
	(void)state;
	assert_walk("<!-- a > b <publish> --><snapshot><!-- - -- -->"
		    "<publish uri='&lt;&amp;&gt;&quot;&apos;'>eA==</publish>"
		    "</snapshot><!-- end -->",
	    "<&>\"'=x;");
	assert_walk(
	    "<snapshot><publish a='>' uri='<'>eA==</publish></snapshot>",
	    "<=x;");
}

#define CITE " (RFC 8182 section 3.5)"

static void
other_xml_is_refused(void **state)
{
	static const struct {
		const char *xml, *message;
	} cases[] = {
		{ "<a/>", "<\"a/\"> is not of an RRDP snapshot or delta" CITE },
		{ "<!DOCTYPE a>",
		    "<\"!DOCTYPE a\"> is not of an RRDP snapshot or "
		    "delta" CITE },
		{ "<publish uri='a'/>",
		    "<\"publish uri='a'/\"> is not of an RRDP snapshot or "
		    "delta" CITE },
		{ "<snapshot><![CDATA[x]]></snapshot>",
		    "<\"![CDATA[x]]\"> is not of an RRDP snapshot or "
		    "delta" CITE },
		{ "<snapshot></delta>",
		    "<\"/delta\"> is not of an RRDP snapshot or delta" CITE },
		{ "x<snapshot/>", "text that is not in <publish>" CITE },
		{ "<snapshot>x</snapshot>",
		    "text that is not in <publish>" CITE },
		{ "<snapshot/>x", "text that is not in <publish>" CITE },
		{ "<snapshot/><snapshot/>",
		    "something behind the root element" CITE },
		{ "<snapshot><withdraw uri='a'/></snapshot>",
		    "<withdraw> in a snapshot" CITE },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_walk(cases[i].xml, cases[i].message);
}

static void
broken_elements_are_refused(void **state)
{
	static const struct {
		const char *element, *message;
	} cases[] = {
		{ "<publish>eA==</publish>", "an element without a uri" CITE },
		{ "<publish uri='a' uri='b'/>", "two attributes uri" CITE },
		{ "<publish uri>", "an attribute without a value" CITE },
		{ "<publish uri=a>", "a value without quotes" CITE },
		{ "<publish uri='&nbsp;'/>",
		    "an entity that is not one of the five of XML" CITE },
		{ "<publish uri='&#65;'/>",
		    "an entity that is not one of the five of XML" CITE },
		{ "<publish uri='a'>!</publish>",
		    "an object that is not base64" CITE },
		{ "<publish uri='a'>eA=</publish>",
		    "an object that is not base64" CITE },
		{ "<publish uri='a'><b/></publish>",
		    "<publish> has no end" CITE },
		{ "<publish uri='a'>eA==", "truncated within <publish>" },
		{ "<publish uri='a", "truncated within a tag" },
		{ "", "truncated: the root element has no end" },
	};
	char xml[200];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		strcpy(stpcpy(xml, "<delta>"), cases[i].element);
		assert_walk(xml, cases[i].message);
	}
}

static void
what_is_too_large_is_refused(void **state)
{
	size_t size = 40000;
	char *xml = calloc(1, size + 1), *text;

	(void)state;
	assert_non_null(xml);
	memset(stpcpy(xml, "<snapshot><publish uri='a'>"), 'A', 200);
	strcat(xml, "</publish></snapshot>");
	text = walk(xml, strlen(xml), 0);
	assert_string_equal(text, "an object of 150 bytes, the limit is 100");
	free(text);
	memset(xml, 'A', size);
	memcpy(xml, "<snapshot><publish uri='a'>", 27);
	text = walk(xml, size, 0);
	assert_non_null(strstr(text, " bytes in one element"));
	free(text);
	memset(xml, 'A', size);
	memcpy(xml, "<snapshot><publish uri='", 24);
	text = walk(xml, size, 0);
	assert_string_equal(text, "more than 8192 bytes in one element");
	free(text);
	free(xml);
}

static void
no_cut_looks_complete(void **state)
{
	static const char xml[] = "<delta><publish uri='a'>eA==</publish>"
				  "<withdraw uri='b'/></delta>";
	size_t len;
	char *text;

	(void)state;
	for (len = 0; len < sizeof(xml) - 1; len++) {
		text = walk(xml, len, 0);
		assert_non_null(strstr(text, "truncated"));
		free(text);
	}
}

static void
it_is_told_by_its_first_character(void **state)
{
	(void)state;
	assert_true(rsec_rrdp_is((const uint8_t *)"\r\n\t <", 5));
	assert_true(rsec_rrdp_is((const uint8_t *)"\xef\xbb\xbf<", 4));
	assert_false(rsec_rrdp_is((const uint8_t *)"\0<", 2));
	assert_false(rsec_rrdp_is((const uint8_t *)"0<", 2));
	assert_false(rsec_rrdp_is((const uint8_t *)"  ", 2));
	assert_false(rsec_rrdp_is((const uint8_t *)"", 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects_of_a_snapshot_come_with_their_uris),
		cmocka_unit_test(a_delta_also_withdraws),
		cmocka_unit_test(comments_are_passed_over_and_entities_read),
		cmocka_unit_test(other_xml_is_refused),
		cmocka_unit_test(broken_elements_are_refused),
		cmocka_unit_test(what_is_too_large_is_refused),
		cmocka_unit_test(no_cut_looks_complete),
		cmocka_unit_test(it_is_told_by_its_first_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
