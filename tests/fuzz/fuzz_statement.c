/*
 * Whatever a session's programs send as reports: memory stays bounded, and what comes out is one JSON object
 * that fits an event.  The input is a run of datagrams: two bytes of length, one of sender, the bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/cast/event.h"
#include "recorder/statement.h"

int
LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool condition)
{
	if (!condition)
		abort();
}

static void
check_event(const struct buffer *out, pid_t pid)
{
	static const char *const names[] = {"pid", "shell", "ran", "line", "exit", "cwd"};
	const struct json *root, *member;
	struct json_document *doc;
	size_t known = 0, i;

	must(out->len <= EVENT_DATA_MAX && json_parse(out->data, out->len, &doc) == 0);
	root = json_root(doc);
	must(json_type(root) == JSON_OBJECT && json_integer(json_get(root, "pid"), 0) == pid);
	must(json_string(json_get(root, "shell"), NULL) != NULL);
	for (member = json_first(root); member != NULL; member = json_next(member))
		for (i = 0; i < sizeof names / sizeof *names; i++)
			known += strcmp(json_key(member), names[i]) == 0;
	must(known == json_count(root));
	json_free(doc);
}

static size_t
held(const struct statement *s)
{
	size_t n = 0, i;

	for (i = 0; i < STATEMENT_SENDERS; i++)
		n += s->drafts[i].text.len;
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct statement s = {0};
	struct buffer out = {0};
	size_t len;
	pid_t pid;
	int r;

	while (size > 3) {
		len = (size_t)(data[0] << 8 | data[1]);
		pid = data[2] % 12;
		data += 3;
		size -= 3;
		len = len < size ? len : size;
		must(statement_feed(&s, pid, (const char *)data, len) == 0);
		while ((r = statement_take(&s, pid, &out)) == 1)
			check_event(&out, pid);
		must(r == 0 && held(&s) <= STATEMENT_SENDERS * 2 * STATEMENT_MAX);
		data += len;
		size -= len;
	}
	statement_free(&s);
	buffer_free(&out);
	return 0;
}
