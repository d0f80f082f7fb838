/*
 * An entry and its line.  Members stand in one order, so that a cursor goes over the line once and makes no tree: a
 * log has millions of them.
 */
#include "lib/trail/entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"

#define OPENING "{\"schema_version\":\"steno.trail.v1\",\"event_index\":"
#define ERASED ",\"erased\":true,\"event_hash\":\""
#define PREV ",\"prev_hash\":\""
#define HASH ",\"event_hash\":\""
#define CLOSING "\"}"
#define HEX_SIZE (2 * DIGEST_SIZE)
#define LITERAL(s) (sizeof(s) - 1)
#define DEPTH_MAX 16
#define ACTION_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789.-"

static void
put_hex(struct buffer *out, const char *before, const unsigned char *bytes, size_t len, const char *after)
{
	char text[HEX_SIZE + 1];

	hex_encode(bytes, len, text);
	buffer_adds(out, before);
	buffer_add(out, text, 2 * len);
	buffer_adds(out, after);
}

/* A log has millions of them: printf would be a third of what an entry costs. */
static void
put_number(struct buffer *out, int64_t value)
{
	char text[24], *at = text + sizeof text;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (value < 0)
		*--at = '-';
	buffer_add(out, at, (size_t)(text + sizeof text - at));
}

static void
put_actor(struct buffer *out, const struct entry_place *p)
{
	buffer_adds(out, ",\"actor\":{\"uid\":");
	put_number(out, p->uid);
	buffer_adds(out, ",\"name\":");
	json_put_string(out, p->name ? p->name : "", p->name ? strlen(p->name) : 0);
	if (p->client != NULL) {
		buffer_adds(out, ",\"client\":");
		json_put_text(out, p->client);
	}
	buffer_adds(out, "},\"action\":");
}

static void
put_body(struct buffer *out, const struct entry *e, const struct entry_place *p)
{
	buffer_adds(out, OPENING);
	put_number(out, (int64_t)p->index);
	buffer_adds(out, ",\"time\":");
	put_number(out, p->time);
	buffer_adds(out, ",\"boot_id\":");
	json_put_text(out, p->boot_id ? p->boot_id : "");
	buffer_adds(out, ",\"boot_time\":");
	put_number(out, p->boot_time);
	put_actor(out, p);
	json_put_text(out, e->action);
	json_put_member(out, "target", e->target ? e->target : "");
	json_put_member(out, "severity", e->severity ? e->severity : "info");
	buffer_adds(out, ",\"detail\":");
	buffer_adds(out, e->detail ? e->detail : "{}");
	if (e->session != NULL)
		json_put_member(out, "session", e->session);
	put_hex(out, ",\"salt\":\"", p->salt, ENTRY_SALT_SIZE, "\"");
	if (e->final != NULL)
		put_hex(out, ",\"session_final_hash\":\"", e->final, DIGEST_SIZE, "\"");
	put_hex(out, PREV, p->prev, DIGEST_SIZE, "\"");
}

static int
hash_line(struct digest *d, const char *line, size_t len, unsigned char *out)
{
	int r;

	if ((r = digest_begin(d)) == 0 && (r = digest_add(d, line, len)) == 0)
		r = digest_end(d, out);
	return r;
}

struct cursor {
	const char *at, *end;
};

static bool
skip(struct cursor *c, const char *text, size_t len)
{
	if ((size_t)(c->end - c->at) < len || memcmp(c->at, text, len) != 0)
		return false;
	c->at += len;
	return true;
}

#define SKIP(c, text) skip(c, text, LITERAL(text))

/* Behind the opening quote: the text, and the closing quote is taken. */
static bool
take_string(struct cursor *c, struct entry_text *out)
{
	const unsigned char *p = (const unsigned char *)c->at, *end = (const unsigned char *)c->end;
	unsigned char high = 0;

	for (; p < end && *p != '"'; p++) {
		if (*p < 0x20)
			return false;
		high |= *p;
		if (*p != '\\')
			continue;
		if (++p == end || strchr("\"\\/bfnrtu", *p) == NULL || *p == '\0')
			return false;
		if (*p == 'u' && (end - p < 5 || json_hex4((const char *)p + 1) < 0))
			return false;
	}
	if (p == end)
		return false;
	*out = (struct entry_text){c->at, (size_t)(p - (const unsigned char *)c->at)};
	c->at = (const char *)p + 1;
	return !(high & 0x80) || utf8_valid_prefix(out->data, out->len) == out->len;
}

static bool
take_number(struct cursor *c, int64_t *out)
{
	bool minus = c->at < c->end && *c->at == '-';
	const char *start = c->at += minus;
	int64_t value = 0;

	for (; c->at < c->end && *c->at >= '0' && *c->at <= '9' && c->at - start < 18; c->at++)
		value = value * 10 + (*c->at - '0');
	*out = minus ? -value : value;
	return c->at > start && !(*start == '0' && (c->at - start > 1 || minus));
}

static bool skip_value(struct cursor *, int depth);

static bool
skip_members(struct cursor *c, char close, int depth)
{
	struct entry_text text;

	c->at++;
	if (c->at < c->end && *c->at == close) {
		c->at++;
		return true;
	}
	for (;;) {
		if (close == '}' && !(SKIP(c, "\"") && take_string(c, &text) && SKIP(c, ":")))
			return false;
		if (!skip_value(c, depth + 1) || c->at == c->end)
			return false;
		if (*c->at == close) {
			c->at++;
			return true;
		}
		if (*c->at++ != ',')
			return false;
	}
}

/* RFC 8259's numbers, without an exponent: nobody writes one here. */
static bool
skip_number(struct cursor *c)
{
	const char *start;
	int64_t whole;

	if (!take_number(c, &whole))
		return false;
	if (c->at == c->end || *c->at != '.')
		return true;
	for (start = ++c->at; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++)
		;
	return c->at > start;
}

static bool
skip_value(struct cursor *c, int depth)
{
	struct entry_text text;

	if (c->at == c->end || depth > DEPTH_MAX)
		return false;
	switch (*c->at) {
	case '{':
		return skip_members(c, '}', depth);
	case '[':
		return skip_members(c, ']', depth);
	case '"':
		c->at++;
		return take_string(c, &text);
	case 't':
		return SKIP(c, "true");
	case 'f':
		return SKIP(c, "false");
	case 'n':
		return SKIP(c, "null");
	}
	return skip_number(c);
}

/* Small digits only: a digest has one form.  Negative: none. */
static int
nibble(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
take_digest(struct cursor *c, unsigned char out[DIGEST_SIZE])
{
	int i, high, low, all = 0;

	if (c->end - c->at < HEX_SIZE)
		return false;
	for (i = 0; i < DIGEST_SIZE; i++) {
		high = nibble(c->at[2 * i]);
		low = nibble(c->at[2 * i + 1]);
		all |= high | low;
		out[i] = (unsigned char)((unsigned)high << 4 | (unsigned)low);
	}
	c->at += HEX_SIZE;
	return all >= 0;
}

static bool
take_index(struct cursor *c, struct entry_view *v)
{
	int64_t index;

	if (!SKIP(c, OPENING) || !take_number(c, &index) || index < 0)
		return false;
	v->index = (uint64_t)index;
	return true;
}

static bool
take_stub(struct cursor *c, struct entry_view *v)
{
	v->erased = true;
	if (!take_digest(c, v->hash) || !SKIP(c, CLOSING))
		return false;
	while (c->at < c->end && *c->at == ' ')
		c->at++;
	return c->at == c->end;
}

static bool
take_actor(struct cursor *c, struct entry_view *v)
{
	if (!SKIP(c, ",\"actor\":{\"uid\":") || !take_number(c, &v->uid) || !SKIP(c, ",\"name\":\"") ||
	    !take_string(c, &v->name))
		return false;
	if (SKIP(c, ",\"client\":\"") && !take_string(c, &v->client))
		return false;
	return SKIP(c, "}");
}

static bool
take_action(struct cursor *c, struct entry_view *v)
{
	size_t i;

	if (!SKIP(c, ",\"action\":\"") || !take_string(c, &v->action) || v->action.len == 0 ||
	    v->action.len > ENTRY_ACTION_MAX)
		return false;
	for (i = 0; i < v->action.len; i++)
		if (strchr(ACTION_CHARACTERS, v->action.data[i]) == NULL)
			return false;
	return true;
}

static bool
is_severity(const struct entry_text *t)
{
	return entry_is(t, "info") || entry_is(t, "notice") || entry_is(t, "warning") || entry_is(t, "critical");
}

static bool
take_saying(struct cursor *c, struct entry_view *v)
{
	if (!take_action(c, v) || !SKIP(c, ",\"target\":\"") || !take_string(c, &v->target) ||
	    !SKIP(c, ",\"severity\":\"") || !take_string(c, &v->severity) || !is_severity(&v->severity) ||
	    !SKIP(c, ",\"detail\":") || c->at == c->end || *c->at != '{')
		return false;
	v->detail.data = c->at;
	if (!skip_value(c, 0))
		return false;
	v->detail.len = (size_t)(c->at - v->detail.data);
	return !SKIP(c, ",\"session\":\"") || take_string(c, &v->session);
}

static bool
take_proof(struct cursor *c, const char *line, struct entry_view *v)
{
	if (!SKIP(c, ",\"salt\":\"") || !take_string(c, &v->salt) || v->salt.len != 2 * ENTRY_SALT_SIZE ||
	    strspn(v->salt.data, "0123456789abcdef") != v->salt.len)
		return false;
	if (SKIP(c, ",\"session_final_hash\":\"")) {
		v->has_final = true;
		if (!take_digest(c, v->final) || !SKIP(c, "\""))
			return false;
	}
	if (!SKIP(c, PREV) || !take_digest(c, v->prev) || !SKIP(c, "\""))
		return false;
	v->covered = (size_t)(c->at - line);
	return SKIP(c, HASH) && take_digest(c, v->hash) && SKIP(c, CLOSING) && c->at == c->end;
}

/* What is given as text is looked at before it becomes a line. */
static bool
can_be_said(const struct entry *e)
{
	const char *detail = e->detail ? e->detail : "{}", *severity = e->severity ? e->severity : "info";
	struct cursor c = {detail, detail + strlen(detail)};
	struct entry_text text = {severity, strlen(severity)};
	size_t n = strlen(e->action);

	return *detail == '{' && skip_value(&c, 0) && c.at == c.end && is_severity(&text) && n > 0 &&
	    n <= ENTRY_ACTION_MAX && strspn(e->action, ACTION_CHARACTERS) == n;
}

int
entry_encode(struct buffer *out, struct digest *d, const struct entry *e, const struct entry_place *p,
    unsigned char hash[DIGEST_SIZE])
{
	size_t start = out->len;
	int r;

	if (!can_be_said(e))
		return ERR_FORMAT;
	put_body(out, e, p);
	if ((r = buffer_status(out)) == 0 && out->len - start > ENTRY_LINE_MAX - HEX_SIZE - 32)
		r = ERR_LIMIT;
	if (r == 0 && (r = hash_line(d, out->data + start, out->len - start, hash)) == 0) {
		put_hex(out, HASH, hash, DIGEST_SIZE, CLOSING "\n");
		r = buffer_status(out);
	}
	if (r != 0)
		out->len = start;
	return r;
}

int
entry_parse(const char *line, size_t len, struct entry_view *v)
{
	struct cursor c = {line, line + len};

	memset(v, 0, sizeof *v);
	if (len >= ENTRY_LINE_MAX || !take_index(&c, v))
		return ERR_FORMAT;
	if (SKIP(&c, ERASED))
		return take_stub(&c, v) ? 0 : ERR_FORMAT;
	if (!SKIP(&c, ",\"time\":") || !take_number(&c, &v->time) || !SKIP(&c, ",\"boot_id\":\"") ||
	    !take_string(&c, &v->boot_id) || !SKIP(&c, ",\"boot_time\":") || !take_number(&c, &v->boot_time) ||
	    !take_actor(&c, v) || !take_saying(&c, v) || !take_proof(&c, line, v))
		return ERR_FORMAT;
	return 0;
}

int
entry_check(struct digest *d, const char *line, const struct entry_view *v)
{
	unsigned char hash[DIGEST_SIZE];
	int r;

	if (v->erased)
		return 1;
	if ((r = hash_line(d, line, v->covered, hash)) != 0)
		return r;
	return memcmp(hash, v->hash, DIGEST_SIZE) == 0;
}

int
entry_erase(struct buffer *out, const struct entry_view *v, size_t len)
{
	size_t start = out->len;

	buffer_addf(out, OPENING "%" PRIu64, v->index);
	put_hex(out, ERASED, v->hash, DIGEST_SIZE, CLOSING);
	if (out->len - start > len) {
		out->len = start;
		return ERR_RANGE;
	}
	while (!out->broken && out->len - start < len)
		buffer_addc(out, ' ');
	return buffer_status(out);
}

bool
entry_is(const struct entry_text *t, const char *text)
{
	return t->len == strlen(text) && memcmp(t->data, text, t->len) == 0;
}

/* The value of a member of the detail, at its top. */
static bool
find_member(const struct entry_view *v, const char *name, struct cursor *value)
{
	struct cursor c = {v->detail.data, v->detail.data};
	struct entry_text key;
	const char *start;

	/* an erased entry has none */
	if (v->detail.len > 2)
		c = (struct cursor){v->detail.data + 1, v->detail.data + v->detail.len};
	while (SKIP(&c, "\"") && take_string(&c, &key) && SKIP(&c, ":")) {
		start = c.at;
		if (!skip_value(&c, 1))
			return false;
		if (entry_is(&key, name)) {
			*value = (struct cursor){start, c.at};
			return true;
		}
		if (!SKIP(&c, ","))
			return false;
	}
	return false;
}

int64_t
entry_number(const struct entry_view *v, const char *name, int64_t otherwise)
{
	struct cursor c;
	int64_t value;

	return find_member(v, name, &c) && take_number(&c, &value) && c.at == c.end ? value : otherwise;
}

int
entry_digest(const struct entry_view *v, const char *name, unsigned char out[DIGEST_SIZE])
{
	struct cursor c;

	return find_member(v, name, &c) && SKIP(&c, "\"") && take_digest(&c, out) && SKIP(&c, "\"") && c.at == c.end
	    ? 0
	    : ERR_FORMAT;
}

int
entry_plain(const struct entry_text *t, struct buffer *out)
{
	struct json_document *document;
	struct buffer quoted = {0};
	const char *text;
	size_t len;
	int r;

	buffer_addc(&quoted, '"');
	buffer_add(&quoted, t->data ? t->data : "", t->len);
	buffer_addc(&quoted, '"');
	if ((r = buffer_status(&quoted)) == 0 && (r = json_parse(quoted.data, quoted.len, &document)) == 0) {
		text = json_string(json_root(document), &len);
		buffer_add(out, text ? text : "", text ? len : 0);
		json_free(document);
		r = buffer_status(out);
	}
	buffer_free(&quoted);
	return r;
}
