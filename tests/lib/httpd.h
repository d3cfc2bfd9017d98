/* SPDX-License-Identifier: ISC */
/*
 * tests/lib/httpd.py on loopback, for all tests of a program; it behaves as the
 * path of a URL asks.
 */
#ifndef RSEC_TESTS_LIB_HTTPD_H
#define RSEC_TESTS_LIB_HTTPD_H

#define HTTPD_BODY_LEN 2100 /* of /plain: lines of 21 bytes, 100 of them */

extern char httpd_directory[]; /* a new one, removed in the end */

/* Around a group of tests. */
int httpd_start(void **state);
int httpd_stop(void **state);

/* The URL of PATH, valid until the next call; skips without a server. */
const char *httpd_url(const char *path);

#endif
