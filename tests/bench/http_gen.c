/* SPDX-License-Identifier: ISC */
/*
 * http_gen: a load generator, one thread, keep-alive connections and poll(2):
 *
 *	http_gen PORT CONNECTIONS REQUESTS RATE FILE
 *
 * FILE has one target a line; they are asked in turn, REQUESTS in all, RATE of
 * them a second (0: each connection asks again as soon as it has its answer).
 * With a rate the time of an answer counts from when its request was due, so
 * that a server that stalls does not hide it (no coordinated omission).
 *
 * Prints requests a second, percentiles of the time in microseconds, and how
 * many answers were not 200; any of these, or a broken connection, is exit
 * status 1.
 */
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS_MAX 1024
#define ANSWER_MAX	(1 << 21)

struct connection {
	int fd;
	bool waiting;
	double due; /* when the request was to be sent */
	char *answer;
	size_t len, need; /* NEED: of the whole answer; 0: not known yet */
};

static struct connection connections[CONNECTIONS_MAX];
static struct pollfd polls[CONNECTIONS_MAX];
static char **requests;
static size_t request_count;
static float *times;
static size_t sent, answered, bad;

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec * 1e-9;
}

static void
read_targets(const char *path)
{
	FILE *file = fopen(path, "r");
	char line[4096], text[4400];

	if (file == NULL)
		err(2, "%s", path);
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		snprintf(text, sizeof(text),
		    "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", line);
		requests =
		    realloc(requests, (request_count + 1) * sizeof(*requests));
		if (requests == NULL ||
		    (requests[request_count++] = strdup(text)) == NULL)
			err(2, "malloc");
	}
	fclose(file);
	if (request_count == 0)
		errx(2, "%s: no targets", path);
}

static void
open_connection(struct connection *connection, unsigned port)
{
	const struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	connection->fd = socket(AF_INET, SOCK_STREAM, 0);
	connection->answer = malloc(ANSWER_MAX);
	if (connection->fd == -1 || connection->answer == NULL ||
	    connect(connection->fd, (const struct sockaddr *)&to, sizeof(to)) !=
		0)
		err(2, "connect");
}

static void
send_request(struct connection *connection, double due)
{
	const char *text = requests[sent++ % request_count];
	const size_t len = strlen(text);

	if (write(connection->fd, text, len) != (ssize_t)len)
		err(1, "write");
	connection->waiting = true;
	connection->due = due;
	connection->len = connection->need = 0;
}

/* Where the answer ends, once its headers are here. */
static void
find_end(struct connection *connection)
{
	char *end, *length;

	connection->answer[connection->len] = '\0';
	end = strstr(connection->answer, "\r\n\r\n");
	if (end == NULL)
		return;
	connection->need = (size_t)(end - connection->answer) + 4;
	length = strstr(connection->answer, "Content-Length: ");
	if (length != NULL && length < end)
		connection->need += strtoul(length + 16, NULL, 10);
	if (strncmp(connection->answer, "HTTP/1.1 200 ", 13) != 0)
		bad++;
}

static void
take_answer(struct connection *connection)
{
	ssize_t n = read(connection->fd, connection->answer + connection->len,
	    ANSWER_MAX - 1 - connection->len);

	if (n <= 0)
		errx(1, "the connection broke after %zu answers", answered);
	connection->len += (size_t)n;
	if (connection->need == 0)
		find_end(connection);
	if (connection->need == 0 || connection->len < connection->need)
		return;
	times[answered++] = (float)((now() - connection->due) * 1e6);
	connection->waiting = false;
}

static int
compare(const void *a, const void *b)
{
	const float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

static void
run(size_t count, size_t total, double rate)
{
	const double start = now();
	const struct timespec moment = { 0, 200000 };
	double due;
	size_t i, idle;

	while (answered < total) {
		for (i = 0, idle = 0; i < count; i++) {
			due = rate > 0 ? start + (double)sent / rate : now();
			if (!connections[i].waiting && sent < total &&
			    due <= now())
				send_request(&connections[i], due);
			polls[i].fd =
			    connections[i].waiting ? connections[i].fd : -1;
			polls[i].events = POLLIN;
			idle += !connections[i].waiting;
		}
		if (ppoll(polls, count,
			idle > 0 && sent < total ? &moment : NULL, NULL) < 0)
			err(2, "ppoll");
		for (i = 0; i < count; i++)
			if (polls[i].fd != -1 && polls[i].revents != 0)
				take_answer(&connections[i]);
	}
	printf("requests %zu  per_second %.0f", total,
	    (double)total / (now() - start));
}

int
main(int argc, char **argv)
{
	size_t count, total, i;

	if (argc != 6)
		errx(2, "usage: http_gen PORT CONNECTIONS REQUESTS RATE FILE");
	count = strtoul(argv[2], NULL, 10);
	total = strtoul(argv[3], NULL, 10);
	if (count == 0 || count > CONNECTIONS_MAX || total == 0)
		errx(2, "1 to %d connections", CONNECTIONS_MAX);
	read_targets(argv[5]);
	times = calloc(total, sizeof(*times));
	if (times == NULL)
		err(2, "calloc");
	for (i = 0; i < count; i++)
		open_connection(
		    &connections[i], (unsigned)strtoul(argv[1], NULL, 10));
	run(count, total, strtod(argv[4], NULL));
	qsort(times, total, sizeof(*times), compare);
	printf("  p50 %.0f  p99 %.0f  max %.0f us  not_200 %zu\n",
	    (double)times[total / 2], (double)times[total / 100 * 99],
	    (double)times[total - 1], bad);
	return bad > 0;
}
