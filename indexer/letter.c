/* Letters between a worker and who started it. */
#include "indexer/letter.h"

#include <errno.h>
#include <string.h>

#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/utf8.h"

#define EVENT_SIZE 24   /* number, at, code, 0; then the data */
#define COMMAND_SIZE 128 /* as letter_put_command has it; then its texts */
#define COMMAND_TEXTS 4
#define ENDED_SIZE 56
#define OUTPUT_SIZE 16   /* seq, dropped; then the text */
#define KEYFRAME_SIZE 32 /* event, at, columns, rows, covered, 0; then the data */
#define SIDE_MAX 1000    /* columns or rows */
#define COMMAND_DEPTH_MAX 1000

static char *
begin(struct buffer *out, enum letter_type type, size_t size, size_t more)
{
	char *p = buffer_reserve(out, LETTER_HEAD + size + more);

	if (p == NULL)
		return NULL;
	bytes_put32(p, type);
	bytes_put32(p + 4, (uint32_t)(size + more));
	out->len += LETTER_HEAD + size;
	return memset(p + LETTER_HEAD, 0, size);
}

void
letter_put_event(struct buffer *out, const struct event *ev)
{
	char *p = begin(out, LETTER_EVENT, EVENT_SIZE, ev->len);

	if (p == NULL)
		return;
	bytes_put64(p, ev->number);
	bytes_put64(p + 8, (uint64_t)ev->at);
	p[16] = ev->code;
	buffer_add(out, ev->data, ev->len);
}

void
letter_put_end(struct buffer *out, bool cut)
{
	char *p = begin(out, LETTER_END, 1, 0);

	if (p != NULL)
		*p = cut;
}

void
letter_put_done(struct buffer *out, int status)
{
	char *p = begin(out, LETTER_DONE, 4, 0);

	if (p != NULL)
		bytes_put32(p, (uint32_t)status);
}

static uint32_t
kept(const struct buffer *text)
{
	return (uint32_t)(text->len < COMMAND_TEXT_MAX ? text->len : COMMAND_TEXT_MAX);
}

void
letter_put_command(struct buffer *out, const struct command *c)
{
	const struct buffer *const texts[COMMAND_TEXTS] = {&c->text, &c->typed, &c->cwd, &c->reported};
	unsigned reasons = c->text.len > COMMAND_TEXT_MAX ? c->reasons | REASON_CUT : c->reasons;
	size_t more = 0;
	char *p;
	int i;

	for (i = 0; i < COMMAND_TEXTS; i++)
		more += kept(texts[i]);
	if ((p = begin(out, LETTER_COMMAND, COMMAND_SIZE, more)) == NULL)
		return;
	bytes_put64(p, c->seq);
	bytes_put64(p + 8, (uint64_t)c->at);
	bytes_put64(p + 16, c->event);
	bytes_put64(p + 24, (uint64_t)c->exit);
	bytes_put64(p + 32, (uint64_t)c->duration);
	bytes_put64(p + 40, c->output_from);
	bytes_put64(p + 48, c->output_to);
	bytes_put64(p + 56, c->bytes);
	bytes_put32(p + 64, c->kind);
	bytes_put32(p + 68, c->grade);
	bytes_put32(p + 72, reasons);
	bytes_put32(p + 76, (uint32_t)c->depth);
	memcpy(p + 80, c->program, sizeof c->program);
	for (i = 0; i < COMMAND_TEXTS; i++)
		bytes_put32(p + 112 + 4 * i, kept(texts[i]));
	for (i = 0; i < COMMAND_TEXTS; i++)
		buffer_add(out, texts[i]->data, kept(texts[i]));
}

void
letter_put_ended(struct buffer *out, const struct command_end *end)
{
	char *p = begin(out, LETTER_ENDED, ENDED_SIZE, kept(&end->cwd) + kept(&end->reported));

	if (p == NULL)
		return;
	bytes_put64(p, end->seq);
	bytes_put64(p + 8, (uint64_t)end->exit);
	bytes_put64(p + 16, (uint64_t)end->duration);
	bytes_put64(p + 24, end->output_to);
	bytes_put64(p + 32, end->bytes);
	bytes_put32(p + 40, end->grade);
	bytes_put32(p + 44, end->reasons);
	bytes_put32(p + 48, kept(&end->cwd));
	bytes_put32(p + 52, kept(&end->reported));
	buffer_add(out, end->cwd.data, kept(&end->cwd));
	buffer_add(out, end->reported.data, kept(&end->reported));
}

void
letter_put_frame(struct buffer *out)
{
	begin(out, LETTER_FRAME, 0, 0);
}

void
letter_put_idle(struct buffer *out, int64_t now)
{
	char *p = begin(out, LETTER_IDLE, 8, 0);

	if (p != NULL)
		bytes_put64(p, (uint64_t)now);
}

void
letter_put_tray(struct buffer *out, uint32_t number, size_t len)
{
	char *p = begin(out, LETTER_TRAY, 8, 0);

	if (p == NULL)
		return;
	bytes_put32(p, number);
	bytes_put32(p + 4, (uint32_t)len);
}

void
letter_put_taken(struct buffer *out, uint32_t number)
{
	char *p = begin(out, LETTER_TAKEN, 4, 0);

	if (p != NULL)
		bytes_put32(p, number);
}

void
letter_put_output(struct buffer *out, const struct letter_output *output)
{
	char *p = begin(out, LETTER_OUTPUT, OUTPUT_SIZE, output->len);

	if (p == NULL)
		return;
	bytes_put64(p, output->seq);
	bytes_put64(p + 8, output->dropped);
	buffer_add(out, output->text, output->len);
}

void
letter_put_keyframe(struct buffer *out, const struct letter_keyframe *k)
{
	char *p = begin(out, LETTER_KEYFRAME, KEYFRAME_SIZE, k->len);

	if (p == NULL)
		return;
	bytes_put64(p, k->event);
	bytes_put64(p + 8, (uint64_t)k->at);
	bytes_put32(p + 16, (uint32_t)k->cols);
	bytes_put32(p + 20, (uint32_t)k->rows);
	bytes_put32(p + 24, k->covered);
	buffer_add(out, k->data, k->len);
}

static int
take_event(const char *p, size_t len, struct event *ev)
{
	if (len < EVENT_SIZE)
		return ERR_FORMAT;
	*ev = (struct event){.number = bytes_get64(p), .at = (int64_t)bytes_get64(p + 8), .code = p[16],
	    .data = p + EVENT_SIZE, .len = len - EVENT_SIZE};
	return 0;
}

static bool
in_range(const struct command *c)
{
	return c->seq <= INT64_MAX && c->event <= INT64_MAX && c->output_from <= INT64_MAX &&
	    c->output_to <= INT64_MAX && c->bytes <= INT64_MAX && c->at >= 0 &&
	    (c->duration >= 0 || c->duration == COMMAND_UNKNOWN);
}

/* The texts that stand behind the head, and nothing else; `sizes` is where the head has their lengths. */
static int
take_texts(const char *at, const char *end, const char *sizes, struct buffer *const texts[], int count)
{
	int i;

	for (i = 0; i < count; i++) {
		uint32_t n = bytes_get32(sizes + 4 * i);

		if (n > COMMAND_TEXT_MAX || n > (size_t)(end - at))
			return ERR_FORMAT;
		buffer_add(texts[i], at, n);
		if (texts[i]->broken)
			return -ENOMEM;
		at += n;
	}
	return at == end ? 0 : ERR_FORMAT;
}

static int
take_command(const char *p, size_t len, struct command *c)
{
	struct buffer *const texts[COMMAND_TEXTS] = {&c->text, &c->typed, &c->cwd, &c->reported};
	uint32_t kind, grade, depth;
	int r;

	if (len < COMMAND_SIZE)
		return ERR_FORMAT;
	kind = bytes_get32(p + 64);
	grade = bytes_get32(p + 68);
	depth = bytes_get32(p + 76);
	*c = (struct command){.seq = bytes_get64(p), .at = (int64_t)bytes_get64(p + 8), .event = bytes_get64(p + 16),
	    .exit = (int64_t)bytes_get64(p + 24), .duration = (int64_t)bytes_get64(p + 32),
	    .output_from = bytes_get64(p + 40), .output_to = bytes_get64(p + 48), .bytes = bytes_get64(p + 56),
	    .kind = kind, .grade = grade, .reasons = bytes_get32(p + 72), .depth = (int)depth};
	memcpy(c->program, p + 80, sizeof c->program);
	if (kind > COMMAND_REPLY || grade > GRADE_U || depth > COMMAND_DEPTH_MAX ||
	    memchr(c->program, '\0', sizeof c->program) == NULL || !in_range(c))
		return ERR_FORMAT;
	if ((r = take_texts(p + COMMAND_SIZE, p + len, p + 112, texts, COMMAND_TEXTS)) != 0)
		command_free(c);
	return r;
}

static int
take_ended(const char *p, size_t len, struct command_end *end)
{
	struct buffer *const texts[] = {&end->cwd, &end->reported};
	int r;

	if (len < ENDED_SIZE)
		return ERR_FORMAT;
	*end = (struct command_end){.seq = bytes_get64(p), .exit = (int64_t)bytes_get64(p + 8),
	    .duration = (int64_t)bytes_get64(p + 16), .output_to = bytes_get64(p + 24), .bytes = bytes_get64(p + 32),
	    .grade = bytes_get32(p + 40), .reasons = bytes_get32(p + 44)};
	if (end->seq > INT64_MAX || end->output_to > INT64_MAX || end->bytes > INT64_MAX || end->grade > GRADE_U ||
	    (end->duration < 0 && end->duration != COMMAND_UNKNOWN))
		return ERR_FORMAT;
	if ((r = take_texts(p + ENDED_SIZE, p + len, p + 48, texts, 2)) != 0)
		command_end_free(end);
	return r;
}

static int
take_done(const char *p, size_t len, int *status)
{
	if (len != 4)
		return ERR_FORMAT;
	*status = (int)bytes_get32(p);
	return *status <= 0 ? 0 : ERR_FORMAT;
}

static int
take_end(const char *p, size_t len, bool *cut)
{
	if (len != 1)
		return ERR_FORMAT;
	*cut = *p != 0;
	return 0;
}

static int
take_idle(const char *p, size_t len, int64_t *now)
{
	if (len != 8)
		return ERR_FORMAT;
	*now = (int64_t)bytes_get64(p);
	return 0;
}

static int
take_tray(const char *p, size_t len, bool taken, struct letter_tray *tray)
{
	if (len != (taken ? 4 : 8))
		return ERR_FORMAT;
	*tray = (struct letter_tray){bytes_get32(p), taken ? 0 : bytes_get32(p + 4)};
	return 0;
}

static int
take_output(const char *p, size_t len, struct letter_output *output)
{
	if (len < OUTPUT_SIZE || len > OUTPUT_SIZE + LETTER_OUTPUT_MAX)
		return ERR_FORMAT;
	*output = (struct letter_output){.seq = bytes_get64(p), .dropped = bytes_get64(p + 8), .text = p + OUTPUT_SIZE,
	    .len = len - OUTPUT_SIZE};
	return output->seq <= INT64_MAX && output->dropped <= INT64_MAX &&
		utf8_valid_prefix(output->text, output->len) == output->len ? 0 : ERR_FORMAT;
}

static int
take_keyframe(const char *p, size_t len, struct letter_keyframe *k)
{
	uint32_t cols, rows;

	if (len < KEYFRAME_SIZE || len > KEYFRAME_SIZE + LETTER_KEYFRAME_MAX)
		return ERR_FORMAT;
	cols = bytes_get32(p + 16);
	rows = bytes_get32(p + 20);
	*k = (struct letter_keyframe){.event = bytes_get64(p), .at = (int64_t)bytes_get64(p + 8), .cols = (int)cols,
	    .rows = (int)rows, .covered = bytes_get32(p + 24), .data = p + KEYFRAME_SIZE, .len = len - KEYFRAME_SIZE};
	return k->event <= INT64_MAX && k->at >= 0 && cols > 0 && cols <= SIDE_MAX && rows > 0 && rows <= SIDE_MAX
		? 0 : ERR_FORMAT;
}

static int
take_body(const char *p, size_t len, struct letter *letter)
{
	switch (letter->type) {
	case LETTER_EVENT:
		return take_event(p, len, &letter->event);
	case LETTER_END:
		return take_end(p, len, &letter->cut);
	case LETTER_COMMAND:
		return take_command(p, len, &letter->c);
	case LETTER_ENDED:
		return take_ended(p, len, &letter->end);
	case LETTER_DONE:
		return take_done(p, len, &letter->status);
	case LETTER_FRAME:
		return len == 0 ? 0 : ERR_FORMAT;
	case LETTER_IDLE:
		return take_idle(p, len, &letter->now);
	case LETTER_OUTPUT:
		return take_output(p, len, &letter->output);
	case LETTER_KEYFRAME:
		return take_keyframe(p, len, &letter->keyframe);
	case LETTER_TRAY:
	case LETTER_TAKEN:
		return take_tray(p, len, letter->type == LETTER_TAKEN, &letter->tray);
	}
	return ERR_FORMAT;
}

long
letter_take(const char *data, size_t len, struct letter *letter)
{
	uint32_t type, body;
	int r;

	if (len < LETTER_HEAD)
		return 0;
	type = bytes_get32(data);
	body = bytes_get32(data + 4);
	if (type < LETTER_EVENT || type > LETTER_TAKEN ||
	    body > (type == LETTER_EVENT ? EVENT_SIZE + LETTER_EVENT_MAX : LETTER_MAX - LETTER_HEAD))
		return ERR_FORMAT;
	if (len - LETTER_HEAD < body)
		return 0;
	letter->type = type;
	r = take_body(data + LETTER_HEAD, body, letter);
	return r < 0 ? r : (long)(LETTER_HEAD + body);
}
