/*
 * One message of tlog.  The numbers in timing count characters as tlog-play counts them, by
 * their first byte.
 */
#include "lib/cast/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/foreign.h"
#include "lib/cast/jsonscan.h"

enum member_type { MEMBER_STRING, MEMBER_NUMBER, MEMBER_TIME, MEMBER_BYTES };

struct member {
	const char *name;
	enum member_type type;
	size_t offset;
	bool required;
};

static const struct member MEMBERS[] = {
    {"ver", MEMBER_STRING, offsetof(struct message, ver), true},
    {"host", MEMBER_STRING, offsetof(struct message, host), false},
    {"rec", MEMBER_STRING, offsetof(struct message, rec), false},
    {"user", MEMBER_STRING, offsetof(struct message, user), false},
    {"term", MEMBER_STRING, offsetof(struct message, term), false},
    {"session", MEMBER_NUMBER, offsetof(struct message, session), false},
    {"id", MEMBER_NUMBER, offsetof(struct message, id), true},
    {"pos", MEMBER_NUMBER, offsetof(struct message, pos), true},
    {"time", MEMBER_TIME, offsetof(struct message, time), false},
    {"timing", MEMBER_STRING, offsetof(struct message, timing), true},
    {"in_txt", MEMBER_STRING, offsetof(struct message, in.text), false},
    {"in_bin", MEMBER_BYTES, offsetof(struct message, in.bytes), false},
    {"out_txt", MEMBER_STRING, offsetof(struct message, out.text), false},
    {"out_bin", MEMBER_BYTES, offsetof(struct message, out.bytes), false},
};
#define MEMBER_COUNT (sizeof MEMBERS / sizeof *MEMBERS)

void
message_free(struct message *m)
{
	size_t i;

	for (i = 0; i < MEMBER_COUNT; i++)
		if (MEMBERS[i].type == MEMBER_STRING || MEMBERS[i].type == MEMBER_BYTES)
			buffer_free((struct buffer *)(void *)((char *)m + MEMBERS[i].offset));
	buffer_free(&m->data);
	buffer_free(&m->scratch);
}

static int
read_string(struct message *m, struct jsonscan *s, struct buffer *out)
{
	const char *data;
	size_t len;
	int r;

	/* version 1 was a number */
	if (out == &m->ver && !jsonscan_sees(s, '"')) {
		data = s->at;
		if ((r = jsonscan_skip(s)) != 0)
			return r;
		len = (size_t)(s->at - data);
	} else if ((r = jsonscan_string(s, &m->scratch, &data, &len)) != 0) {
		return r;
	}
	buffer_clear(out);
	buffer_add(out, data, len);
	return buffer_status(out);
}

static int
read_bytes(struct jsonscan *s, struct buffer *out)
{
	bool first = true;
	int64_t byte;
	int r;

	buffer_clear(out);
	if ((r = jsonscan_char(s, '[')) != 0)
		return r;
	while ((r = jsonscan_step(s, ']', &first)) == 1) {
		if ((r = jsonscan_integer(s, &byte)) != 0)
			return r;
		if (byte < 0 || byte > 255)
			return ERR_FORMAT;
		buffer_addc(out, (char)byte);
	}
	return r != 0 ? r : buffer_status(out);
}

static int
read_member(struct message *m, const struct member *member, struct jsonscan *s)
{
	void *at = (char *)m + member->offset;

	switch (member->type) {
	case MEMBER_STRING:
		return read_string(m, s, at);
	case MEMBER_BYTES:
		return read_bytes(s, at);
	case MEMBER_NUMBER:
		return jsonscan_integer(s, at);
	case MEMBER_TIME:
		return jsonscan_milliseconds(s, at);
	}
	return 0;
}

static const struct member *
find_member(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < MEMBER_COUNT; i++)
		if (strlen(MEMBERS[i].name) == len && memcmp(MEMBERS[i].name, name, len) == 0)
			return &MEMBERS[i];
	return NULL;
}

static int
read_members(struct message *m, struct jsonscan *s, unsigned int *seen)
{
	const struct member *member;
	const char *name;
	bool first = true;
	size_t len;
	int r;

	if ((r = jsonscan_char(s, '{')) != 0)
		return r;
	while ((r = jsonscan_step(s, '}', &first)) == 1) {
		if ((r = jsonscan_string(s, &m->scratch, &name, &len)) != 0)
			return r;
		member = find_member(name, len);
		if ((r = jsonscan_char(s, ':')) != 0)
			return r;
		if (member == NULL)
			r = jsonscan_skip(s);
		else if ((r = read_member(m, member, s)) == 0)
			*seen |= 1u << (member - MEMBERS);
		if (r != 0)
			return r;
	}
	return r != 0 || jsonscan_over(s) ? r : ERR_FORMAT;
}

static void
clear(struct message *m)
{
	size_t i;

	for (i = 0; i < MEMBER_COUNT; i++)
		if (MEMBERS[i].type == MEMBER_STRING || MEMBERS[i].type == MEMBER_BYTES)
			buffer_clear((struct buffer *)(void *)((char *)m + MEMBERS[i].offset));
	m->in.text_at = m->in.bytes_at = m->out.text_at = m->out.bytes_at = 0;
	m->session = m->id = m->pos = m->time = 0;
	m->timing_at = 0;
	m->trouble = "";
}

static int
read_version(struct message *m)
{
	unsigned int major, minor = 0;

	if (buffer_string(&m->ver) == NULL)
		return -ENOMEM;
	if (sscanf(m->ver.data, "%3u.%3u", &major, &minor) < 1 || major > 2)
		return ERR_UNKNOWN;
	m->version = major * 1000 + minor;
	return 0;
}

int
message_parse(struct message *m, const char *line, size_t len)
{
	struct jsonscan s = {line, line + len};
	unsigned int seen = 0;
	size_t i;
	int r;

	clear(m);
	if ((r = read_members(m, &s, &seen)) != 0)
		return r;
	for (i = 0; i < MEMBER_COUNT; i++)
		if (MEMBERS[i].required && (seen & 1u << i) == 0)
			return ERR_UNKNOWN;
	if ((r = read_version(m)) != 0)
		return r;
	if (m->pos < 0 || m->pos > FOREIGN_TIME_MAX || m->id < 0)
		return ERR_RANGE;
	return 0;
}

/* One item of the timing; its first number, and the second where it has one. */
struct item {
	char type;
	uint64_t first, second;
};

static bool
take_number(const char **p, const char *end, uint64_t *value)
{
	const char *from = *p;

	for (*value = 0; *p < end && **p >= '0' && **p <= '9'; ++*p) {
		if (*value > FOREIGN_LINE_MAX * 1000)
			return false;
		*value = *value * 10 + (uint64_t)(**p - '0');
	}
	return *p > from;
}

/* 1 with the item and where the next one begins; 0 at the end; ERR_FORMAT. */
static int
get_item(const struct message *m, size_t at, struct item *item, size_t *next)
{
	const char *p, *end;
	char between;

	if (m->timing.len == 0)
		return 0;
	p = m->timing.data + at;
	end = m->timing.data + m->timing.len;
	while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		p++;
	if (p == end)
		return 0;
	item->type = *p++;
	item->second = 0;
	if (memchr("+<>[]=", item->type, 6) == NULL || !take_number(&p, end, &item->first))
		return ERR_FORMAT;
	if (strchr("[]=", item->type) != NULL) {
		between = item->type == '=' ? 'x' : '/';
		if (p == end || *p++ != between || !take_number(&p, end, &item->second))
			return ERR_FORMAT;
	}
	*next = (size_t)(p - m->timing.data);
	return 1;
}

static size_t
character_len(unsigned char first)
{
	return first < 0x80	     ? 1
	    : (first & 0xE0) == 0xC0 ? 2
	    : (first & 0xF0) == 0xE0 ? 3
	    : (first & 0xF8) == 0xF0 ? 4
				     : 0;
}

/* Go over n characters of a stream's text; false when there are fewer. */
static bool
pass_characters(struct message_stream *stream, uint64_t n)
{
	size_t len;

	for (; n > 0; n--) {
		if (stream->text_at == stream->text.len)
			return false;
		len = character_len((unsigned char)stream->text.data[stream->text_at]);
		if (len == 0 || len > stream->text.len - stream->text_at)
			return false;
		stream->text_at += len;
	}
	return true;
}

/* An empty buffer may have no data to point into. */
static void
add_part(struct buffer *to, const struct buffer *from, size_t at, size_t len)
{
	if (len > 0)
		buffer_add(to, from->data + at, len);
}

static bool
take_item(struct message *m, const struct item *item)
{
	bool in = item->type == '<' || item->type == '[';
	struct message_stream *stream = in ? &m->in : &m->out;
	size_t from = stream->text_at;

	if (!pass_characters(stream, item->first)) {
		m->trouble = "its timing counts more characters than it has";
		return false;
	}
	if (item->type == '<' || item->type == '>') {
		add_part(&m->data, &stream->text, from, stream->text_at - from);
		return true;
	}
	if (item->second > stream->bytes.len - stream->bytes_at) {
		m->trouble = "its timing counts more bytes than it has";
		return false;
	}
	add_part(&m->data, &stream->bytes, stream->bytes_at, (size_t)item->second);
	stream->bytes_at += (size_t)item->second;
	return true;
}

static int
give_window(struct message *m, const struct item *item, struct event *ev)
{
	/* 0x0 is what a recorder without a terminal says; both fit the buffer */
	if (item->first < 1 || item->first > 9999 || item->second < 1 || item->second > 9999)
		return 0;
	ev->at = m->pos;
	ev->code = EVENT_RESIZE;
	ev->len = (size_t)snprintf(m->size, sizeof m->size, "%ux%u", (unsigned int)item->first,
	    (unsigned int)item->second);
	ev->data = m->size;
	return 1;
}

static int
give_data(struct message *m, char code, struct event *ev)
{
	if (m->data.broken)
		return -ENOMEM;
	ev->at = m->pos;
	ev->code = code;
	ev->data = m->data.data;
	ev->len = m->data.len;
	return 1;
}

int
message_next(struct message *m, struct event *ev)
{
	struct item item;
	size_t next;
	char code, now = '\0';
	int r;

	buffer_clear(&m->data);
	for (;; m->timing_at = next) {
		r = get_item(m, m->timing_at, &item, &next);
		if (r < 0) {
			m->trouble = "its timing is ill-formed";
			return r;
		}
		code = r == 0 || item.type == '+' || item.type == '=' ? '\0'
		    : item.type == '<' || item.type == '['	      ? EVENT_INPUT
								      : EVENT_OUTPUT;
		/* what was gathered goes out before time, direction or size change */
		if (m->data.len > 0 && code != now &&
		    !(r == 1 && item.type == '+' && item.first == 0))
			return give_data(m, now, ev);
		if (r == 0)
			return 0;
		if (item.type == '+') {
			m->pos += (int64_t)item.first;
			if (m->pos > FOREIGN_TIME_MAX)
				return ERR_RANGE;
		} else if (item.type == '=') {
			if (give_window(m, &item, ev) == 1) {
				m->timing_at = next;
				return 1;
			}
		} else {
			now = code;
			if (!take_item(m, &item))
				return ERR_FORMAT;
		}
	}
}

bool
message_window(const struct message *m, int64_t *cols, int64_t *rows)
{
	struct item item;
	size_t at = 0;

	do {
		if (get_item(m, at, &item, &at) != 1)
			return false;
	} while (item.type == '+');
	*cols = (int64_t)item.first;
	*rows = (int64_t)item.second;
	return item.type == '=';
}
