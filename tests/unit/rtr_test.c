/* SPDX-License-Identifier: ISC */
/*
 * A set over RTR is the set of the file that the cache serves.  The cache is
 * stayrtr on loopback; misbehaving ones are sockets of this test.
 */
#include "tests/lib/test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "io/input.h"
#include "io/rtr.h"
#include "rpki/vrpfile.h"

#define VRPS 1000

static char directory[] = "/tmp/rtr_test.XXXXXX";

/* A listening socket on a free port of loopback. */
static int
listen_anywhere(int *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(listen(fd, 4), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
	*port = ntohs(address.sin_port);
	return fd;
}

static bool
is_listening(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool good =
	    connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0;

	close(fd);
	return good;
}

/* VRPs of both families, the edges of prefix and maxLength among them. */
static void
write_vrps(const char *path)
{
	/* no /0: stayrtr refuses to serve it */
	static const char *const edges[] = { "192.0.2.1/32\",\"maxLength\":32",
		"2001:db8::1/128\",\"maxLength\":128",
		"128.0.0.0/1\",\"maxLength\":1",
		"8000::/1\",\"maxLength\":32" };
	FILE *f = fopen(path, "w");
	unsigned i;

	assert_non_null(f);
	fprintf(f, "{\"roas\":[");
	for (i = 0; i < VRPS; i++)
		fprintf(f,
		    i % 2 == 0
			? "{\"asn\":%u,\"prefix\":\"10.%u.%u.0/24\","
			  "\"maxLength\":%u,\"ta\":\"a\"},\n"
			: "{\"asn\":%u,\"prefix\":\"2001:db8:%x:%x::/64\","
			  "\"maxLength\":%u,\"ta\":\"a\"},\n",
		    i % 16 == 0 ? UINT32_MAX - i : 64496 + i % 16, i % 256,
		    i / 4, (i % 2 == 0 ? 24 : 64) + i % 5);
	for (i = 0; i < sizeof(edges) / sizeof(*edges); i++)
		fprintf(f, "%s{\"asn\":%u,\"prefix\":\"%s,\"ta\":\"a\"}",
		    i > 0 ? ",\n" : "", i, edges[i]);
	fprintf(f, "]}\n");
	assert_int_equal(fclose(f), 0);
}

/* stayrtr serving PATH at *PORT; its process, or -1 where there is none. */
static pid_t
serve(const char *path, int *port)
{
	const struct timespec pause = { .tv_nsec = 50000000 };
	char bind[32];
	pid_t pid;
	int i, null;

	close(listen_anywhere(port));
	snprintf(bind, sizeof(bind), "127.0.0.1:%d", *port);
	if ((pid = fork()) == 0) {
		null = open("/dev/null", O_WRONLY);
		dup2(null, 1);
		dup2(null, 2);
		execlp("stayrtr", "stayrtr", "-bind", bind, "-cache", path,
		    "-checktime=false", "-metrics.addr", "", NULL);
		_exit(127);
	}
	for (i = 0; i < 200; i++) {
		if (waitpid(pid, NULL, WNOHANG) == pid)
			return -1;
		if (is_listening(*port))
			return pid;
		nanosleep(&pause, NULL);
	}
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	return -1;
}

static void
read_file(const char *path, struct rsec_vrps *vrps)
{
	struct rsec_input *in;
	struct rsec_err err;

	assert_int_equal(rsec_input_open(path, NULL, &in, &err), 0);
	assert_int_equal(rsec_vrpfile_read(
			     rsec_input_source(in), "", vrps, NULL, NULL, &err),
	    0);
	rsec_input_close(in);
}

static void
the_set_is_that_of_the_file(void **state)
{
	struct rsec_vrps *live = rsec_vrps_new(), *file = rsec_vrps_new();
	struct rsec_vrp a, b;
	struct rsec_err err;
	char path[64], url[64];
	uint32_t i;
	pid_t pid;
	int port;

	(void)state;
	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/vrps.json", directory);
	write_vrps(path);
	if ((pid = serve(path, &port)) < 0) {
		print_message("SKIP: stayrtr does not run here\n");
		skip();
	}
	snprintf(url, sizeof(url), "rtr://127.0.0.1:%d", port);
	if (rsec_rtr_read(url, 20, "live", live, &err) != 0)
		fail_msg("%s", err.msg);
	/* a second time into the same set changes nothing but is no error */
	strcat(url, "/");
	assert_int_equal(rsec_rtr_read(url, 20, "live", live, &err), 0);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	read_file(path, file);
	assert_int_equal(rsec_vrps_freeze(live, &err), 0);
	assert_int_equal(rsec_vrps_freeze(file, &err), 0);
	assert_int_equal(rsec_vrps_count(file), VRPS + 4);
	assert_int_equal(rsec_vrps_count(live), VRPS + 4);
	for (i = 0; i < VRPS + 4; i++) {
		rsec_vrps_get(live, i, &a);
		rsec_vrps_get(file, i, &b);
		assert_true(rsec_prefix_equal(&a.prefix, &b.prefix));
		assert_int_equal(a.max_len, b.max_len);
		assert_int_equal(a.asn, b.asn);
		assert_string_equal(rsec_vrps_ta_name(live, a.ta), "live");
	}
	rsec_vrps_free(live);
	rsec_vrps_free(file);
	unlink(path);
	rmdir(directory);
}

static void
assert_refused(const char *url, enum rsec_errcode code, const char *message)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	time_t start = time(NULL);
	struct rsec_err err;

	assert_int_equal(rsec_rtr_read(url, 2, "", vrps, &err), -1);
	assert_string_equal(err.msg, message);
	assert_int_equal(err.code, code);
	assert_true(time(NULL) - start <= 6);
	rsec_vrps_free(vrps);
}

static void
a_dead_port_is_an_error(void **state)
{
	char url[64];
	int port;

	(void)state;
	close(listen_anywhere(&port));
	snprintf(url, sizeof(url), "rtr://127.0.0.1:%d", port);
	assert_refused(url, RSEC_ERR_NET, "cannot connect: Connection refused");
}

static void
a_cache_that_says_nothing_is_left_in_time(void **state)
{
	char url[64];
	int port, fd = listen_anywhere(&port);

	(void)state;
	snprintf(url, sizeof(url), "rtr://127.0.0.1:%d", port);
	assert_refused(
	    url, RSEC_ERR_NET, "no complete set of VRPs within 2 seconds");
	close(fd);
}

/* Accept one connection, send BYTES, close when told or at once. */
static pid_t
answer(int fd, const void *bytes, size_t n, bool hold)
{
	char query[64];
	pid_t pid = fork();
	int peer;

	if (pid != 0)
		return pid;
	peer = accept(fd, NULL, NULL);
	if (read(peer, query, sizeof(query)) > 0 &&
	    write(peer, bytes, n) == (ssize_t)n && hold)
		while (read(peer, query, sizeof(query)) > 0)
			;
	_exit(0);
}

static void
assert_answer_refused(
    const void *bytes, size_t n, bool hold, const char *message)
{
	char url[64];
	int port, fd = listen_anywhere(&port);
	pid_t pid = answer(fd, bytes, n, hold);

	snprintf(url, sizeof(url), "rtr://127.0.0.1:%d", port);
	close(fd);
	assert_refused(url, RSEC_ERR_NET, message);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
}

static const char ended[] =
    "the cache ended the session before its end of data, or broke the "
    "protocol (RFC 8210 section 8.1)";

/* RFC 8210 section 5: PDUs of version 1, session 0. */
static const uint8_t response[] = { 1, 3, 0, 0, 0, 0, 0, 8 };
static const uint8_t prefix[] = { 1, 4, 0, 0, 0, 0, 0, 20, 1, 24, 24, 0, 192, 0,
	2, 0, 0, 0, 251, 240 };
static const uint8_t no_data[] = { 1, 10, 0, 2, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0,
	0, 0 };
static const uint8_t garbage[] = { 1, 99, 0, 0, 0, 0, 0, 8 };

static void
a_set_without_its_end_of_data_does_not_count(void **state)
{
	uint8_t bytes[sizeof(response) + sizeof(prefix)];

	(void)state;
	memcpy(bytes, response, sizeof(response));
	memcpy(bytes + sizeof(response), prefix, sizeof(prefix));
	assert_answer_refused(bytes, sizeof(bytes), false, ended);
	assert_answer_refused(bytes, sizeof(bytes), true,
	    "no complete set of VRPs within 2 seconds");
	assert_answer_refused(bytes, sizeof(bytes) - 5, false, ended);
}

/* The shortest prefixes, and AS0: what stayrtr does not serve. */
static void
prefixes_of_no_length_arrive(void **state)
{
	static const uint8_t pdus[] = { 1, 3, 0, 0, 0, 0, 0, 8,
		/* 0.0.0.0/0-32 AS0 */
		1, 4, 0, 0, 0, 0, 0, 20, 1, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		/* ::/0-128 AS4294967295 */
		1, 6, 0, 0, 0, 0, 0, 32, 1, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255,
		/* end of data, serial 1, refresh, retry, expire */
		1, 7, 0, 0, 0, 0, 0, 24, 0, 0, 0, 1, 0, 0, 14, 16, 0, 0, 2, 88,
		0, 0, 28, 32 };
	struct rsec_vrps *vrps = rsec_vrps_new();
	int port, fd = listen_anywhere(&port);
	pid_t pid = answer(fd, pdus, sizeof(pdus), true);
	struct rsec_vrp vrp;
	struct rsec_err err;
	char url[64];

	(void)state;
	close(fd);
	snprintf(url, sizeof(url), "rtr://localhost:%d", port);
	if (rsec_rtr_read(url, 5, "", vrps, &err) != 0)
		fail_msg("%s", err.msg);
	waitpid(pid, NULL, 0);
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	assert_int_equal(rsec_vrps_count(vrps), 2);
	rsec_vrps_get(vrps, 0, &vrp);
	assert_int_equal(vrp.prefix.family, RSEC_IPV4);
	assert_int_equal(vrp.prefix.len, 0);
	assert_int_equal(vrp.max_len, 32);
	assert_int_equal(vrp.asn, 0);
	rsec_vrps_get(vrps, 1, &vrp);
	assert_int_equal(vrp.prefix.family, RSEC_IPV6);
	assert_int_equal(vrp.prefix.len, 0);
	assert_int_equal(vrp.max_len, 128);
	assert_int_equal(vrp.asn, UINT32_MAX);
	rsec_vrps_free(vrps);
}

static void
a_vrp_against_the_rules_is_refused(void **state)
{
	static const uint8_t pdus[] = { 1, 3, 0, 0, 0, 0, 0, 8,
		/* 192.0.2.0/24-23 */
		1, 4, 0, 0, 0, 0, 0, 20, 1, 24, 23, 0, 192, 0, 2, 0, 0, 0, 251,
		240,
		/* end of data */
		1, 7, 0, 0, 0, 0, 0, 24, 0, 0, 0, 1, 0, 0, 14, 16, 0, 0, 2, 88,
		0, 0, 28, 32 };
	struct rsec_vrps *vrps = rsec_vrps_new();
	int port, fd = listen_anywhere(&port);
	pid_t pid = answer(fd, pdus, sizeof(pdus), true);
	struct rsec_err err;
	char url[64];

	(void)state;
	close(fd);
	snprintf(url, sizeof(url), "rtr://127.0.0.1:%d", port);
	assert_int_equal(rsec_rtr_read(url, 5, "", vrps, &err), -1);
	assert_string_equal(err.msg,
	    "maxLength 23 is shorter than the prefix 192.0.2.0/24 "
	    "(RFC 9582 section 4.3.2.2)");
	waitpid(pid, NULL, 0);
	rsec_vrps_free(vrps);
}

static void
a_cache_without_data_or_manners_is_told(void **state)
{
	(void)state;
	assert_answer_refused(no_data, sizeof(no_data), true,
	    "the cache has no data yet (RFC 8210 section 8.4)");
	assert_answer_refused(garbage, sizeof(garbage), true, ended);
}

static void
urls_are_host_and_port(void **state)
{
	static const char port[] = "the port is no number from 1 to 65535 "
				   "(an IPv6 address is written in brackets)";
	static const char host[] = "an RTR URL is rtr://host:port";
	static const struct {
		const char *url, *message;
	} bad[] = {
		{ "rtr://", host },
		{ "rtr://:323", host },
		{ "rtr://[]:323", host },
		{ "rtr://127.0.0.1:", port },
		{ "rtr://127.0.0.1:0", port },
		{ "rtr://127.0.0.1:65536", port },
		{ "rtr://127.0.0.1:000323", port },
		{ "rtr://127.0.0.1:http", port },
		{ "rtr://2001:db8::1", port },
		{ "rtr://[2001:db8::1", "the address has no closing bracket" },
		{ "rtr://[2001:db8::1/]", "an RTR URL has no path: "
					  "rtr://host:port" },
		{ "rtr://[2001:db8::1]323", port },
		{ "rtr://192.0.2.1/vrps", "an RTR URL has no path: "
					  "rtr://host:port" },
	};
	size_t i;

	(void)state;
	assert_true(rsec_rtr_is_url("rtr://192.0.2.1"));
	assert_true(rsec_rtr_is_url("RTR://192.0.2.1"));
	assert_false(rsec_rtr_is_url("rtr:/192.0.2.1"));
	assert_false(rsec_rtr_is_url("http://192.0.2.1"));
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_refused(bad[i].url, RSEC_ERR_SYNTAX, bad[i].message);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_set_is_that_of_the_file),
		cmocka_unit_test(a_dead_port_is_an_error),
		cmocka_unit_test(a_cache_that_says_nothing_is_left_in_time),
		cmocka_unit_test(a_set_without_its_end_of_data_does_not_count),
		cmocka_unit_test(prefixes_of_no_length_arrive),
		cmocka_unit_test(a_vrp_against_the_rules_is_refused),
		cmocka_unit_test(a_cache_without_data_or_manners_is_told),
		cmocka_unit_test(urls_are_host_and_port),
	};
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_err err;

	if (rsec_rtr_read("rtr://", 1, "", vrps, &err) != 0 &&
	    err.code == RSEC_ERR_UNSUPPORTED) {
		print_message("1..0 # SKIP %s\n", err.msg);
		return 0;
	}
	rsec_vrps_free(vrps);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
