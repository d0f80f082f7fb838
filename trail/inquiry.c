/* Which events are a command's. */
#include "trail/inquiry.h"

#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "trail/errand.h"

#define LINES_MAX (256u * 1024 * 1024)

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

int
inquiry_find(const struct buffer *lines, uint64_t seq, struct inquiry *q)
{
	const char *at = lines->data, *end = at + lines->len, *stop;
	uint64_t from = 0, event;
	int r = 0;

	memset(q, 0, sizeof *q);
	if (lines->len == 0)
		return ERR_NOTFOUND;
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
	const char *const argv[] = {"steno-index", "commands", "--json", "--", path, NULL};
	struct buffer lines = {0};
	int r;

	memset(q, 0, sizeof *q);
	if ((r = errand_run("indexer", "steno-index", NULL, argv, LINES_MAX, &lines)) == 0 || r == 1)
		r = inquiry_find(&lines, seq, q);
	else if (r > 0)
		r = ERR_FAILED;
	buffer_free(&lines);
	return r;
}
