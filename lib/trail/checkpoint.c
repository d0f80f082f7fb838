/* Checkpoints. */
#include "lib/trail/checkpoint.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"

#define DASH "\xE2\x80\x94 " /* an em dash and a blank, before each signature */
#define BASE64_KEY 44        /* characters for 32 bytes */

struct lines {
	const char *at, *end;
};

/* The next line without its line feed: false when the text ends in it. */
static bool
take_line(struct lines *l, const char **line, size_t *len)
{
	const char *stop = l->at < l->end ? memchr(l->at, '\n', (size_t)(l->end - l->at)) : NULL;

	if (stop == NULL)
		return false;
	*line = l->at;
	*len = (size_t)(stop - l->at);
	l->at = stop + 1;
	return true;
}

/* Decimal, without a sign or leading zeros. */
static int
take_number(const char *text, size_t len, uint64_t *out)
{
	uint64_t value = 0;
	size_t i;

	if (len == 0 || len > 18 || (len > 1 && *text == '0'))
		return ERR_FORMAT;
	for (i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return ERR_FORMAT;
		value = value * 10 + (uint64_t)(text[i] - '0');
	}
	*out = value;
	return 0;
}

static int
take_bytes(const char *text, size_t len, unsigned char *out, size_t want)
{
	struct buffer bytes = {0};
	int r;

	if ((r = base64_decode(&bytes, text, len)) == 0) {
		if (bytes.len == want)
			memcpy(out, bytes.data, want);
		else
			r = ERR_FORMAT;
	}
	buffer_free(&bytes);
	return r;
}

static bool
begins(const char *line, size_t len, const char *word, const char **rest, size_t *rest_len)
{
	size_t n = strlen(word);

	if (len < n || memcmp(line, word, n) != 0)
		return false;
	*rest = line + n;
	*rest_len = len - n;
	return true;
}

/* A line that is not ours is passed over; one that is must be right. */
static int
take_extension(const char *line, size_t len, struct checkpoint *c)
{
	const char *rest;
	size_t n;
	uint64_t number;
	int r;

	if (begins(line, len, "epoch ", &rest, &n))
		return take_number(rest, n, &c->epoch);
	if (begins(line, len, "time ", &rest, &n)) {
		if ((r = take_number(rest, n, &number)) == 0)
			c->time = (int64_t)number;
		return r;
	}
	if (begins(line, len, "next ", &rest, &n)) {
		c->has_next = true;
		return take_bytes(rest, n, c->next, SIGNET_KEY_SIZE);
	}
	if (begins(line, len, "broke ", &rest, &n)) {
		c->has_broke = true;
		return take_bytes(rest, n, c->broke, SIGNET_KEY_SIZE);
	}
	return 0;
}

/* "— NAME BASE64", of which the one with the origin's name is kept, the first if there are several. */
static int
take_signature(const char *line, size_t len, struct checkpoint *c, bool *found)
{
	unsigned char bytes[SIGNET_ID_SIZE + SIGNET_SIGNATURE_SIZE];
	const char *name, *blank;
	size_t n;

	if (!begins(line, len, DASH, &name, &n) || (blank = memchr(name, ' ', n)) == NULL)
		return ERR_FORMAT;
	if (*found || (size_t)(blank - name) != strlen(c->origin) || memcmp(name, c->origin, strlen(c->origin)) != 0)
		return 0;
	n -= (size_t)(blank + 1 - name);
	if (take_bytes(blank + 1, n, bytes, sizeof bytes) != 0)
		return ERR_FORMAT;
	memcpy(c->id, bytes, SIGNET_ID_SIZE);
	memcpy(c->signature, bytes + SIGNET_ID_SIZE, SIGNET_SIGNATURE_SIZE);
	*found = true;
	return 0;
}

static int
take_head(struct lines *l, struct checkpoint *c)
{
	const char *line;
	size_t len;

	if (!take_line(l, &line, &len))
		return ERR_TRUNCATED;
	if (len == 0 || len >= sizeof c->origin || memchr(line, '\0', len) != NULL || memchr(line, ' ', len) != NULL)
		return ERR_FORMAT;
	memcpy(c->origin, line, len);
	c->origin[len] = '\0';
	if (!take_line(l, &line, &len))
		return ERR_TRUNCATED;
	if (take_number(line, len, &c->size) != 0)
		return ERR_FORMAT;
	if (!take_line(l, &line, &len))
		return ERR_TRUNCATED;
	return len == BASE64_KEY ? take_bytes(line, len, c->root, DIGEST_SIZE) : ERR_FORMAT;
}

static int
take_body(struct lines *l, struct checkpoint *c)
{
	const char *line;
	size_t len;
	int r;

	while (take_line(l, &line, &len)) {
		if (len == 0) {
			c->signed_len = (size_t)(line - c->signed_text);
			return 0;
		}
		if ((r = take_extension(line, len, c)) != 0)
			return r;
	}
	return ERR_TRUNCATED;
}

static int
take_signatures(struct lines *l, struct checkpoint *c)
{
	struct lines ahead = *l;
	bool found = false, any = false;
	const char *line;
	size_t len;
	int r;

	while (take_line(&ahead, &line, &len)) {
		any = true;
		if (len == 0)
			break;
		if ((r = take_signature(line, len, c, &found)) != 0)
			return r;
		*l = ahead;
	}
	if (found)
		return 0;
	/* a crash may leave none; one that is of another name is somebody's doing */
	return any ? ERR_FORMAT : ERR_TRUNCATED;
}

long
checkpoint_parse(const char *text, size_t len, struct checkpoint *c)
{
	struct lines l = {text, text + (len < CHECKPOINT_NOTE_MAX ? len : CHECKPOINT_NOTE_MAX)};
	int r;

	memset(c, 0, sizeof *c);
	c->time = INT64_MIN;
	c->signed_text = text;
	if ((r = take_head(&l, c)) != 0 || (r = take_body(&l, c)) != 0 || (r = take_signatures(&l, c)) != 0)
		return r == ERR_TRUNCATED && len >= CHECKPOINT_NOTE_MAX ? ERR_FORMAT : r;
	return (long)(l.at - text);
}

static void
put_bytes(struct buffer *out, const char *word, const unsigned char *bytes)
{
	buffer_adds(out, word);
	base64_encode(out, bytes, 32);
	buffer_addc(out, '\n');
}

int
checkpoint_encode(struct buffer *out, const struct checkpoint *c, const struct signet *key)
{
	unsigned char bytes[SIGNET_ID_SIZE + SIGNET_SIGNATURE_SIZE];
	size_t start = out->len;
	int r;

	buffer_addf(out, "%s\n%" PRIu64 "\n", c->origin, c->size);
	put_bytes(out, "", c->root);
	buffer_addf(out, "epoch %" PRIu64 "\n", c->epoch);
	if (c->time >= 0)
		buffer_addf(out, "time %" PRId64 "\n", c->time);
	if (c->has_next)
		put_bytes(out, "next ", c->next);
	if (c->has_broke)
		put_bytes(out, "broke ", c->broke);
	if ((r = buffer_status(out)) != 0)
		return r;
	memcpy(bytes, signet_id(key), SIGNET_ID_SIZE);
	if ((r = signet_sign(key, out->data + start, out->len - start, bytes + SIGNET_ID_SIZE)) != 0)
		return r;
	buffer_addf(out, "\n" DASH "%s ", signet_name(key));
	base64_encode(out, bytes, sizeof bytes);
	buffer_addc(out, '\n');
	return buffer_status(out);
}

int
checkpoint_check(const struct checkpoint *c, const struct signet *key)
{
	if (memcmp(c->id, signet_id(key), SIGNET_ID_SIZE) != 0 || strcmp(c->origin, signet_name(key)) != 0)
		return 0;
	return signet_check(key, c->signed_text, c->signed_len, c->signature);
}

int
checkpoint_next(const char *text, size_t len, size_t *at, struct checkpoint *c)
{
	long n;

	while (*at < len && text[*at] == '\n')
		++*at;
	if (*at >= len)
		return 0;
	if ((n = checkpoint_parse(text + *at, len - *at, c)) < 0)
		return (int)n;
	*at += (size_t)n;
	return 1;
}
