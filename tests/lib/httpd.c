/* SPDX-License-Identifier: ISC */
#include "tests/lib/httpd.h"

#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static struct server {
	pid_t pid;
	int in;	  /* closing it ends the server */
	int port; /* 0 where there is none to be had */
} server;

char httpd_directory[] = "/tmp/httpd.XXXXXX";

int
httpd_start(void **state)
{
	int in[2], out[2];
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(httpd_directory));
	setenv("no_proxy", "*", 1);
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	if ((server.pid = fork()) == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		execlp("python3", "python3", "tests/lib/httpd.py", NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	server.in = in[1];
	assert_non_null(f = fdopen(out[0], "r"));
	if (fscanf(f, "%d", &server.port) != 1)
		server.port = 0;
	fclose(f);
	return 0;
}

int
httpd_stop(void **state)
{
	char command[100];

	(void)state;
	close(server.in);
	waitpid(server.pid, NULL, 0);
	snprintf(command, sizeof(command), "rm -r %s", httpd_directory);
	return system(command);
}

const char *
httpd_url(const char *path)
{
	static char url[256];

	if (server.port == 0) {
		print_message("SKIP: no python3, or no loopback\n");
		skip();
	}
	snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", server.port, path);
	return url;
}
