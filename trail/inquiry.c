/* Which events are a command's. */
#include "trail/inquiry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/json.h"

/* Beside us where we were installed, in a build tree in the room beside ours; never by PATH. */
static char *
find_program(void)
{
	static const char *const places[] = {"steno-index", "../indexer/steno-index"};
	char here[4096], *slash, *path;
	ssize_t n = readlink("/proc/self/exe", here, sizeof here - 1);
	size_t i;

	here[n > 0 ? n : 0] = '\0';
	if ((slash = strrchr(here, '/')) != NULL)
		*slash = '\0';
	for (i = 0; i < sizeof places / sizeof *places; i++) {
		if (asprintf(&path, "%s/%s", here, places[i]) < 0)
			return NULL;
		if (access(path, X_OK) == 0)
			return path;
		free(path);
	}
	return NULL;
}

static pid_t
start(const char *program, const char *path, int *out)
{
	const char *const argv[] = {program, "commands", "--json", "--", path, NULL};
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return -errno;
	if ((pid = fork()) == 0) {
		dup2(ends[1], STDOUT_FILENO);
		execv(program, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(ends[1]);
	*out = ends[0];
	if (pid < 0)
		close(ends[0]);
	return pid < 0 ? -errno : pid;
}

/* One command's line.  1: it is the one that is wanted; 0: one before it, or something else. */
static int
take_line(const char *line, size_t len, uint64_t seq, struct inquiry *q)
{
	struct json_document *document;
	const struct json *root;
	uint64_t event, to;
	const char *text;
	size_t text_len;
	int r = 0;

	if ((r = json_parse(line, len, &document)) != 0)
		return r;
	root = json_root(document);
	event = (uint64_t)json_integer(json_get(root, "event"), 0);
	to = (uint64_t)json_integer(json_get(root, "output_to"), 0);
	if (json_integer(json_get(root, "seq"), -1) == (int64_t)seq) {
		if (q->from > event)
			q->from = event;
		q->to = to > event ? to : event + 1;
		text = json_string(json_get(root, "text"), &text_len);
		buffer_add(&q->text, text ? text : "", text ? text_len : 0);
		r = 1;
	}
	json_free(document);
	return r;
}

/* Where the commands before it leave off: with their output, or, of one in which it was typed, with its own line. */
static int
leave_behind(const char *line, size_t len, uint64_t seq, uint64_t event, uint64_t *from)
{
	struct json_document *document;
	const struct json *root;
	uint64_t entered, to;
	int r;

	if ((r = json_parse(line, len, &document)) != 0)
		return r;
	root = json_root(document);
	entered = (uint64_t)json_integer(json_get(root, "event"), 0);
	to = (uint64_t)json_integer(json_get(root, "output_to"), 0);
	if (json_integer(json_get(root, "seq"), -1) < (int64_t)seq && entered < event) {
		if (to <= entered || to > event)
			to = entered + 1;
		if (to > *from)
			*from = to;
	}
	json_free(document);
	return 0;
}

static int
read_all(int fd, struct buffer *out)
{
	ssize_t n;
	char *room;

	while ((room = buffer_reserve(out, 65536)) != NULL && (n = read(fd, room, 65536)) != 0) {
		if (n < 0 && errno != EINTR)
			return -errno;
		out->len += n > 0 ? (size_t)n : 0;
	}
	return buffer_status(out);
}

static int
search(const struct buffer *lines, uint64_t seq, struct inquiry *q)
{
	const char *at = lines->data, *end = at + lines->len, *stop;
	uint64_t from = 0, event;
	int r = 0;

	q->from = UINT64_MAX;
	for (; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL && r == 0; at = stop + 1)
		r = take_line(at, (size_t)(stop - at), seq, q);
	if (r != 1)
		return r < 0 ? r : ERR_NOTFOUND;
	event = q->from;
	for (at = lines->data, r = 0; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL && r == 0; at = stop + 1)
		r = leave_behind(at, (size_t)(stop - at), seq, event, &from);
	q->from = from;
	return r;
}

int
inquiry_command(const char *path, uint64_t seq, struct inquiry *q)
{
	char *program = find_program();
	struct buffer lines = {0};
	int out, status, r;
	pid_t pid;

	memset(q, 0, sizeof *q);
	if (program == NULL)
		return -ENOENT;
	if ((pid = start(program, path, &out)) < 0) {
		free(program);
		return (int)pid;
	}
	r = read_all(out, &lines);
	close(out);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (r == 0 && lines.len > 0)
		r = search(&lines, seq, q);
	else if (r == 0)
		r = WIFEXITED(status) && WEXITSTATUS(status) <= 1 ? ERR_NOTFOUND : ERR_FAILED;
	buffer_free(&lines);
	free(program);
	return r;
}
