/* Secrets, taken out of what an archive of evidence tells of sessions. */
#include "trail/blackout.h"

#include <errno.h>
#include <string.h>

#include "lib/base/json.h"

/* What a person wrote, or saw; the rest is ours. */
static bool
may_hold_one(const char *key)
{
	static const char *const keys[] = {"text", "typed", "reported", "cwd"};
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

/* A value as it stands; commands have nothing deeper than a list of words. */
static void
put_value(struct buffer *out, const struct json *value)
{
	const struct json *item;
	const char *text;
	size_t len;

	switch (json_type(value)) {
	case JSON_STRING:
		text = json_string(value, &len);
		json_put_string(out, text, len);
		return;
	case JSON_NUMBER:
		text = json_digits(value, &len);
		buffer_add(out, text, len);
		return;
	case JSON_BOOL:
		buffer_adds(out, json_bool(value, false) ? "true" : "false");
		return;
	case JSON_ARRAY:
		buffer_addc(out, '[');
		for (item = json_first(value); item != NULL; item = json_next(item)) {
			if (item != json_first(value))
				buffer_addc(out, ',');
			json_put_text(out, json_string(item, NULL));
		}
		buffer_addc(out, ']');
		return;
	case JSON_NULL:
	case JSON_OBJECT:
		break;
	}
	buffer_adds(out, "null");
}

static int
put_member(struct censor *censor, struct buffer *out, const struct json *member)
{
	struct buffer clean = {0};
	const char *text;
	size_t len;
	int r = 0;

	json_put_key(out, json_key(member));
	if ((text = json_string(member, &len)) == NULL || !may_hold_one(json_key(member))) {
		put_value(out, member);
		return 0;
	}
	if ((r = censor_text(censor, text, len, &clean)) >= 0)
		json_put_string(out, clean.data ? clean.data : "", clean.len);
	buffer_free(&clean);
	return r < 0 ? r : 0;
}

static int
put_line(struct censor *censor, struct buffer *out, const char *line, size_t len)
{
	struct json_document *document;
	const struct json *member;
	int r;

	if ((r = json_parse(line, len, &document)) != 0)
		return r;
	buffer_addc(out, '{');
	for (member = json_first(json_root(document)); r == 0 && member != NULL; member = json_next(member))
		r = put_member(censor, out, member);
	buffer_adds(out, "}\n");
	json_free(document);
	return r;
}

int
blackout_commands(struct censor *censor, struct buffer *lines)
{
	size_t at = 0, len;
	struct buffer out = {0};
	const char *stop;
	int r = 0;

	while (r == 0 && at < lines->len && (stop = memchr(lines->data + at, '\n', lines->len - at)) != NULL) {
		len = (size_t)(stop - (lines->data + at));
		r = put_line(censor, &out, lines->data + at, len);
		at += len + 1;
	}
	if (r == 0)
		r = buffer_status(&out);
	if (r != 0) {
		buffer_free(&out);
		return r;
	}
	buffer_free(lines);
	*lines = out;
	return 0;
}
