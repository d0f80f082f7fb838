/* The data of a `g` event. */
#include "lib/cast/gap.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/evidence.h"

int
gap_encode_lost(struct buffer *out, const struct gap *g)
{
	buffer_addc(out, '{');
	json_put_member(out, "kind", "lost");
	json_put_integer(out, "bytes", (int64_t)g->bytes);
	json_put_integer(out, "events", (int64_t)g->events);
	json_put_integer(out, "from", g->from);
	json_put_integer(out, "to", g->to);
	json_put_member(out, "why", g->why);
	buffer_addc(out, '}');
	return buffer_status(out);
}

int
gap_encode_removed(struct buffer *out, const struct gap *g)
{
	buffer_addc(out, '{');
	json_put_member(out, "kind", "removed");
	json_put_integer(out, "events", (int64_t)g->events);
	json_put_integer(out, "from", g->from);
	json_put_integer(out, "to", g->to);
	json_put_member(out, "at", g->at);
	json_put_member(out, "by", g->by);
	json_put_member(out, "reason", g->reason);
	buffer_addc(out, '}');
	return buffer_status(out);
}

static bool
is_removed(const struct json *root)
{
	const char *kind = json_string(json_get(root, "kind"), NULL);

	return kind != NULL && strcmp(kind, "removed") == 0;
}

int64_t
gap_removed_events(const struct event *ev)
{
	struct json_document *doc;
	int64_t n = -1;

	if (ev->code != EVENT_GAP || json_parse(ev->data, ev->len, &doc) != 0)
		return -1;
	if (is_removed(json_root(doc))) {
		n = json_integer(json_get(json_root(doc), "events"), 0);
		if (n < 1 || n > EVIDENCE_LINES_MAX)
			n = 0;
	}
	json_free(doc);
	return n;
}

void
gap_describe(struct buffer *out, const struct event *ev)
{
	struct json_document *doc;
	const struct json *root;
	const char *text;
	size_t len = 0;

	if (json_parse(ev->data, ev->len, &doc) != 0) {
		buffer_adds(out, "a gap of unknown kind");
		return;
	}
	root = json_root(doc);
	if (is_removed(root)) {
		buffer_addf(out, "%" PRId64 " events were removed by authority",
		    json_integer(json_get(root, "events"), 0));
		text = json_string(json_get(root, "reason"), &len);
	} else {
		buffer_addf(out, "%" PRId64 " bytes of output were lost",
		    json_integer(json_get(root, "bytes"), 0));
		text = json_string(json_get(root, "why"), &len);
	}
	if (text != NULL) {
		buffer_adds(out, ": ");
		report_visible(out, text, len, false);
	}
	json_free(doc);
}
